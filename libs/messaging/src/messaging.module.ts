import { Inject, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnModuleDestroy, Provider } from '@nestjs/common';
import type { ServiceName } from '@switchboard/contracts';
import { PostgresListener, Transactions } from '@switchboard/persistence';
import { HealthRegistry } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import type { Broker, ServiceLink } from './broker';
import { DeadLetters } from './dead-letters/dead-letters';
import { deadLettersController } from './dead-letters/dead-letters.controller';
import { Outbox } from './outbox/outbox';
import { PruneMessages } from './prune-messages';
import { ReadProgress } from './read-progress';

export interface MessagingOptions {
  service: ServiceName;
  broker: Broker;
  /** The very object that `PersistenceModule.forService` returned and that the service's module imports too. */
  persistence: DynamicModule;
}

const BROKER = Symbol('Broker');
const LINK = Symbol('ServiceLink');

@Injectable()
class MessagingLifecycle implements OnModuleDestroy {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(LINK) link: ServiceLink,
    health: HealthRegistry,
  ) {
    broker.attach(link);
    health.register(`${link.service}.messaging`, () => broker.assertReady(link.service));
    health.registerLiveness(`${link.service}.messaging`, () => broker.assertLive());
    broker.onFailure((error) => health.fail(`${link.service}.messaging`, error.message));
  }

  /** Consumers and relay must end before the data source is closed, in whatever way the application ends. */
  async onModuleDestroy(): Promise<void> {
    await this.broker.stop();
  }
}

@Module({})
export class MessagingModule {
  /**
   * Messaging of one service: provides `Outbox`, `DeadLetters` and `ReadProgress`, mounts the operators' dead-letter routes, and
   * attaches the service to the broker. Imported beside the same `persistence` in the service's own module:
   *
   *     const persistence = PersistenceModule.forService(routingDatabase(o.databaseUrl));
   *     imports: [persistence, MessagingModule.forService({ service: 'routing', broker: o.broker, persistence })]
   */
  static forService(o: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      imports: [o.persistence],
      controllers: [deadLettersController(o.service)],
      providers: [...providersOf(o), MessagingLifecycle],
      exports: [Outbox, DeadLetters, ReadProgress],
    };
  }
}

function providersOf({ service, broker }: MessagingOptions): Provider[] {
  return [
    { provide: BROKER, useValue: broker },
    { provide: Outbox, useValue: new Outbox(service) },
    { provide: ReadProgress, useValue: new ReadProgress(broker) },
    {
      provide: LINK,
      inject: [DataSource, Transactions, PostgresListener],
      useFactory: (dataSource: DataSource, transactions: Transactions, listener: PostgresListener): ServiceLink => ({
        service,
        dataSource,
        transactions,
        listener,
      }),
    },
    { provide: PruneMessages, inject: [LINK], useFactory: (link: ServiceLink) => new PruneMessages(link) },
    {
      provide: DeadLetters,
      inject: [Transactions],
      useFactory: (transactions: Transactions) => new DeadLetters(service, transactions, broker),
    },
  ];
}
