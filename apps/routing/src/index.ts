export { routingDatabase } from './routing.database';
export { RoutingModule } from './routing.module';
