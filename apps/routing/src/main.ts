import 'reflect-metadata';
import { runKafkaService } from '@switchboard/messaging';
import { RoutingModule } from './routing.module';

runKafkaService({ service: 'routing', port: 3003, register: (options) => RoutingModule.register(options) });
