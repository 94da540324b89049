export * from './command';
export * from './decide';
export * from './decision';
export * from './model';
export * from './opening-hours';
export { RUNNERS_UP } from './selection/candidates';
export { strategyNamed } from './selection/strategies';
export type { RankingKey, Strategy } from './selection/strategy';
