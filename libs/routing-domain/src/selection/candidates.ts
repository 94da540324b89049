import { isCandidate, type Agent } from '../model';
import { Heap } from './heap';
import { comparatorOf, type Strategy } from './strategy';

/** How many who came next a decision remembers. */
export const RUNNERS_UP = 2;

/** Whose turn it is, and who came next. */
export interface Choice {
  readonly winner: Agent;
  readonly runnersUp: readonly Agent[];
  /** Who would have been the winner or one of those who came next, but gave the chat up before. */
  readonly passedOver?: Agent;
}

/** The agents that can be picked now, best first. Built when first asked, rebuilt when an agent changed by other means. */
export class Candidates {
  private heap: Heap<Agent> | undefined;
  private readonly compare: (a: Agent, b: Agent) => number;

  constructor(
    private readonly agents: ReadonlyMap<string, Agent>,
    strategy: Strategy,
  ) {
    this.compare = comparatorOf(strategy);
  }

  /** True when nobody has a place. */
  get isEmpty(): boolean {
    return this.ordered().top === undefined;
  }

  /** The agent whose turn it is, if anybody has a place; `last` only if nobody else has. */
  choose(last?: string): Choice | undefined {
    const best = this.ordered().first(1 + RUNNERS_UP + (last === undefined ? 0 : 1));
    const passedOver = best.length > 1 ? best.find((agent) => agent.id === last) : undefined;
    const [winner, ...runnersUp] = best.filter((agent) => agent !== passedOver);
    return winner && { winner, runnersUp: runnersUp.slice(0, RUNNERS_UP), ...(passedOver && { passedOver }) };
  }

  /** An agent got or lost a chat, or changed otherwise. */
  changed(agent: Agent): void {
    if (this.heap?.top !== agent) {
      this.heap = undefined; // a rare path: the agent may stand anywhere in the heap, or not be in it yet
    } else if (isCandidate(agent)) {
      this.heap.topChanged();
    } else {
      this.heap.removeTop();
    }
  }

  private ordered(): Heap<Agent> {
    this.heap ??= new Heap([...this.agents.values()].filter(isCandidate), this.compare);
    return this.heap;
  }
}
