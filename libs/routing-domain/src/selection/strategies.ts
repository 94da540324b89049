import type { StrategyName } from '../model';
import { leastAssigned } from './least-assigned';
import { roundRobin } from './round-robin';
import type { Strategy } from './strategy';

const strategies: Record<StrategyName, Strategy> = { 'least-assigned': leastAssigned, 'round-robin': roundRobin };

/** The strategy of that name. */
export const strategyNamed = (name: StrategyName): Strategy => strategies[name];
