import 'reflect-metadata';
import { runKafkaService } from '@switchboard/messaging';
import { IntakeModule } from './intake.module';

runKafkaService({ service: 'intake', port: 3001, register: (options) => IntakeModule.register(options) });
