import 'reflect-metadata';
import { runKafkaService } from '@switchboard/messaging';
import { SettingsModule } from './settings.module';

runKafkaService({ service: 'settings', port: 3002, register: (options) => SettingsModule.register(options) });
