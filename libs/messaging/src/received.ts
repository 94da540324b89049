import type { CloudEvent, DeadLetterCode, TopicName } from '@switchboard/contracts';
import type { Message } from './message';

export type RecordHeaders = Record<string, Buffer | string | (Buffer | string)[] | undefined>;

/** A record as any broker delivers it. In the in-process broker the partition is -1 and the offset the outbox row. */
export interface ReceivedRecord {
  readonly topic: TopicName;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: RecordHeaders;
}

/** Why a record cannot be used; what stands in the dead letter. */
export interface Refusal {
  readonly code: DeadLetterCode;
  readonly detail: string;
}

export interface RefusedRecord extends Refusal {
  readonly record: ReceivedRecord;
}

/**
 * A record without a value on a compacted topic: what it names was removed long ago and can be forgotten (contracts.md).
 * No handler sees it: a removal was acted upon when `removed: true` came, and what is still kept of the removed, such as
 * names in histories, is kept on purpose.
 */
export class Tombstone {
  constructor(readonly record: ReceivedRecord) {}
}

/** The message that handlers see, with the record it came from for the dead letter. */
export class ReceivedMessage {
  constructor(
    readonly topic: TopicName,
    readonly event: CloudEvent,
    readonly record: ReceivedRecord,
  ) {}

  /** The record of a message that a handler gives back. */
  static of(message: Message): ReceivedMessage {
    if (message instanceof ReceivedMessage) return message;
    throw new Error('Only a message of the batch itself can be refused.');
  }
}
