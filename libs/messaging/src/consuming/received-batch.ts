import type { DeadLetterCode } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import type { Batch, Message } from '../message';
import { ReceivedMessage, type RefusedRecord } from '../received';

/** The batch that a handler gets, and what it said while handling it. */
export class ReceivedBatch implements Batch {
  readonly refused: RefusedRecord[] = [];
  readonly refusedMessages: ReceivedMessage[] = [];
  readonly onCommit: (() => void)[] = [];
  readonly messages: Batch['messages'];

  constructor(
    messages: readonly ReceivedMessage[],
    readonly tx: EntityManager,
  ) {
    // The codec has checked that topic and event belong together, which the compiler cannot know.
    this.messages = messages as unknown as Batch['messages'];
  }

  refuse(message: Message, code: DeadLetterCode, detail: string): void {
    const received = ReceivedMessage.of(message);
    if (this.refusedMessages.includes(received)) return;
    this.refusedMessages.push(received);
    this.refused.push({ record: received.record, code, detail });
  }

  afterCommit(fn: () => void): void {
    this.onCommit.push(fn);
  }
}
