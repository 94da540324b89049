import { Inject, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnModuleDestroy } from '@nestjs/common';
import type { ServiceName } from '@switchboard/contracts';
import { PostgresListener, Transactions } from '@switchboard/persistence';
import { DataSource } from 'typeorm';
import type { Broker } from './broker';
import { Outbox } from './outbox/outbox';

export interface MessagingOptions {
  service: ServiceName;
  broker: Broker;
  /** The very object that `PersistenceModule.forService` returned and that the service's module imports too. */
  persistence: DynamicModule;
}

const BROKER = Symbol('Broker');

/** Consumers and relay must end before Nest closes the data source. */
@Injectable()
class MessagingLifecycle implements OnModuleDestroy {
  constructor(@Inject(BROKER) private readonly broker: Broker) {}

  async onModuleDestroy(): Promise<void> {
    await this.broker.stop();
  }
}

@Module({})
export class MessagingModule {
  /**
   * Messaging of one service: provides `Outbox` and `DeadLetters`, mounts the operators' dead-letter routes, and
   * attaches the service to the broker. Imported beside the same `persistence` in the service's own module.
   */
  static forService(o: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      imports: [o.persistence],
      providers: [
        {
          provide: BROKER,
          inject: [DataSource, Transactions, PostgresListener],
          useFactory: (dataSource: DataSource, transactions: Transactions, listener: PostgresListener): Broker => {
            o.broker.attach({ service: o.service, dataSource, transactions, listener });
            return o.broker;
          },
        },
        { provide: Outbox, useValue: new Outbox(o.service) },
        MessagingLifecycle,
      ],
      exports: [Outbox],
    };
  }
}
