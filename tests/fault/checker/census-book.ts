import type { AgentRow, Census } from './evidence';

/** What two looks at an agent say of the time between them. */
export interface Eligibility {
  readonly id: string;
  /** `unknown`: something about the agent changed between the two looks, or it was not looked at. */
  readonly eligible: 'yes' | 'no' | 'unknown';
  /** The limits that may have held in between. */
  readonly leastCapacity: number;
  readonly mostCapacity: number;
}

/**
 * Who was eligible at a point of a team's sequence. Events do not tell it exactly (a change of presence or capacity takes
 * no number of the team), but two censuses around the point do whenever the versions of an agent are the same in both:
 * then nothing about it changed in between. Between two that differ nothing is claimed.
 */
export class CensusBook {
  /** By sequence; equal ones in the order in which they were taken. */
  readonly all: readonly Census[];
  private readonly cache = new Map<number, readonly Eligibility[]>();

  constructor(censuses: readonly Census[]) {
    this.all = [...censuses].sort((a, b) => a.sequence - b.sequence);
  }

  /** The agents of the team as they stood when the event with this number happened; empty before the first census. */
  eligibility(seq: number): readonly Eligibility[] {
    const after = this.firstAtOrAfter(seq);
    const known = this.cache.get(after);
    if (known) return known;
    const eligibility = this.compare(this.all[after - 1], this.all[after]);
    this.cache.set(after, eligibility);
    return eligibility;
  }

  /** Index of the first census that has seen the event. */
  private firstAtOrAfter(seq: number): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle] as Census).sequence < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private compare(before: Census | undefined, after: Census | undefined): Eligibility[] {
    if (!before || !after) return [];
    const earlier = new Map(before.agents.map((agent) => [agent.id, agent]));
    return after.agents.map((agent) => eligibilityOf(earlier.get(agent.id), agent));
  }
}

function eligibilityOf(before: AgentRow | undefined, after: AgentRow): Eligibility {
  const { id } = after;
  if (!before) return { id, eligible: 'unknown', leastCapacity: 0, mostCapacity: Infinity };
  const leastCapacity = Math.min(before.capacity, after.capacity);
  const mostCapacity = Math.max(before.capacity, after.capacity);
  const same = before.versions === after.versions && leastCapacity === mostCapacity;
  const eligible = !same ? 'unknown' : before.eligible ? 'yes' : 'no';
  return { id, eligible, leastCapacity, mostCapacity };
}
