import type { CloudEvent, ConsumerName, DeadLetterCode, TopicName, TopicsOf } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

/** One received event, already decoded by the strict codecs of contracts. Discriminate by `topic`. */
export type Message<T extends TopicName = TopicName> = {
  [K in T]: { readonly topic: K; readonly event: CloudEvent<K> };
}[T];

/**
 * What a handler is called with: at most 500 messages of one partition, in their order, and the transaction in which
 * their whole effect, the inbox, the dead letters and the outgoing events are committed together.
 */
export interface Batch<C extends ConsumerName = ConsumerName> {
  readonly messages: readonly Message<TopicsOf<C>>[];
  readonly tx: EntityManager;
  /** Makes the message a dead letter in this same transaction; the handler goes on with the others. */
  refuse(message: Message<TopicsOf<C>>, code: DeadLetterCode, detail: string): void;
  /** Runs once the transaction has committed; what it throws is logged and changes nothing. */
  afterCommit(fn: () => void): void;
}

/** A handler as the broker calls it: resolves when the batch is done, rejects with the original error. */
export type ConsumerHandler = (batch: Batch) => Promise<void>;
