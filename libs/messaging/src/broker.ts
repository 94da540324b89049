import type { ConsumerName, ServiceName } from '@switchboard/contracts';
import type { PostgresListener, Transactions } from '@switchboard/persistence';
import type { DataSource } from 'typeorm';
import type { ConsumerHandler } from './message';

/** What the broker needs of one service: its name and its database. MessagingModule attaches it. */
export interface ServiceLink {
  readonly service: ServiceName;
  readonly dataSource: DataSource;
  readonly transactions: Transactions;
  readonly listener: PostgresListener;
}

export type HandlerTable = ReadonlyMap<ConsumerName, ConsumerHandler>;

/**
 * The port behind which Kafka or the in-process broker stands. Applications create one and pass it on; only this
 * library calls its methods.
 */
export interface Broker {
  readonly kind: 'kafka' | 'in-process';
  /** The services of this process; each one's outbox is relayed and its consumers run from `start` on. */
  readonly links: ReadonlyMap<ServiceName, ServiceLink>;
  /** Empty until `start`; the redrive of a dead letter finds its consumer here. */
  readonly handlers: HandlerTable;
  attach(link: ServiceLink): void;
  /** Checks the topics, starts relays and consumers. Rejects with one clear error when that cannot be. */
  start(handlers: HandlerTable): Promise<void>;
  /** Finishes what is in flight and lets go; repeated calls wait for the same end. */
  stop(): Promise<void>;
  /** Throws the reason while the consumers of the service have not joined or its relay does not run. */
  assertReady(service: ServiceName): void;
  /**
   * True if the consumer, in whichever instance, has processed all that its topics held when this was asked; a busy one is
   * given a few seconds for it. False also while nobody can tell.
   */
  hasReadAll(consumer: ConsumerName): Promise<boolean>;
  /** Throws the reason once this process cannot recover by itself. */
  assertLive(): void;
  /** Called when the broker has failed for good: the process should end with a code other than 0. */
  onFailure(listener: (error: Error) => void): void;
}
