import type { Agent, StrategyName } from '../model';

/** A fact about an agent that a strategy may rank by. Lower comes first. */
export type RankingKey = 'activeChats' | 'lastSequence' | 'id';

/**
 * How a team picks among its candidates: the order of keys, most important first, `id` last so that the order is total.
 * The same list sorts the heap and the index, so the two cannot disagree. A new strategy is a file beside
 * `least-assigned`, a line in `strategies`, and a partial index on agents in its order.
 */
export interface Strategy {
  readonly name: StrategyName;
  readonly order: readonly RankingKey[];
  /** Continues "The team assigns …". */
  readonly inWords: string;
}

/** Compares two candidates: negative when `a` is picked first. */
export function comparatorOf(strategy: Strategy): (a: Agent, b: Agent) => number {
  const { order } = strategy;
  return (a, b) => {
    for (const key of order) {
      const left = a[key];
      const right = b[key];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}
