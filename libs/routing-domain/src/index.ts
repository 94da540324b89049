export * from './command';
export * from './decide';
export * from './decision';
export * from './model';
export { strategyNamed, type RankingKey, type Strategy } from './selection/strategy';
