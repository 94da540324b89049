import { type DynamicModule, Module } from '@nestjs/common';
import { IntakeModule } from '@switchboard/intake';
import type { Broker } from '@switchboard/messaging';
import { NotificationModule } from '@switchboard/notification';
import { RoutingModule } from '@switchboard/routing';
import type { ServiceOptions } from '@switchboard/runtime';
import { SettingsModule, type SettingsOptions } from '@switchboard/settings';
import { StandaloneShutdown } from './standalone-shutdown';

export type StandaloneOptions = ServiceOptions<Broker> &
  Pick<SettingsOptions, 'onSession'> & { shutdown: StandaloneShutdown };

/** The four services in one process, each with its own schema, outbox and consumers. */
@Module({})
export class StandaloneModule {
  static register(o: StandaloneOptions): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        SettingsModule.register(o),
        IntakeModule.register(o),
        RoutingModule.register(o),
        NotificationModule.register(o),
      ],
      providers: [{ provide: StandaloneShutdown, useValue: o.shutdown }],
    };
  }
}
