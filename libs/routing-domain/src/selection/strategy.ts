import type { Agent, StrategyName } from '../model';
import { leastAssigned } from './least-assigned';

/** A fact about an agent that a strategy may rank by. Lower comes first. */
export type RankingKey = 'activeChats' | 'lastSequence' | 'id';

/**
 * How a team picks among its candidates: the order of keys, most important first, `id` last so that the order is total.
 * The same list sorts the heap and the index, so the two cannot disagree.
 */
export interface Strategy {
  readonly name: StrategyName;
  readonly order: readonly RankingKey[];
}

const strategies: Record<StrategyName, Strategy> = { 'least-assigned': leastAssigned };

/** The strategy of that name. */
export const strategyNamed = (name: StrategyName): Strategy => strategies[name];

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
