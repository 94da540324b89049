import { isCandidate, type Agent } from '../model';
import { Heap } from './heap';
import { comparatorOf, type Strategy } from './strategy';

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

  /** The agent whose turn it is, if anybody has a place. */
  get best(): Agent | undefined {
    return this.ordered().top;
  }

  /** Who would have been next, for the explanation. */
  get runnerUp(): Agent | undefined {
    return this.ordered().second;
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
