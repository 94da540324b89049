export { estimateWait, type Pace } from './read-position/estimate-wait';
export { routingDatabase } from './routing.database';
export { RoutingModule } from './routing.module';
