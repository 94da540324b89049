import { type DynamicModule, Module } from '@nestjs/common';
import { IntakeModule } from '@switchboard/intake';
import type { Broker } from '@switchboard/messaging';
import { NotificationModule } from '@switchboard/notification';
import { RoutingModule } from '@switchboard/routing';
import type { ServiceOptions } from '@switchboard/runtime';
import { SettingsModule, type SettingsOptions } from '@switchboard/settings';
import { DemoSeat } from './demo/demo-seat';

export type StandaloneOptions = ServiceOptions<Broker> & Pick<SettingsOptions, 'onSession'> & { demoSeat: DemoSeat };

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
      providers: [{ provide: DemoSeat, useValue: o.demoSeat }],
    };
  }
}
