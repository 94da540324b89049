import 'reflect-metadata';
import { runKafkaService } from '@switchboard/messaging';
import { NotificationModule } from './notification.module';

runKafkaService({ service: 'notification', port: 3004, register: (options) => NotificationModule.register(options) });
