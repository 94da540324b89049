import { Logger } from '@nestjs/common';
import { consumers, encodeEvent, topicOf } from '@switchboard/contracts';
import type { CloudEvent, ConsumerName, DeadLetterCode, ServiceName } from '@switchboard/contracts';
import type { Transactions } from '@switchboard/persistence';
import { decodeCursor, type Page, Problem, toPage } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Broker } from '../broker';
import { decode } from '../consuming/chunk-runner';
import { admit } from '../consuming/inbox';
import { poisonReason } from '../consuming/poison';
import { ReceivedBatch } from '../consuming/received-batch';
import { ReceivedMessage, type Refusal, Tombstone } from '../received';
import { bury } from './bury';
import type { DeadLetterView } from './dead-letters.dto';
import {
  listDeadLetters,
  lockDeadLetter,
  type LockedDeadLetter,
  markRedriven,
  nextLetterId,
} from './dead-letters.repository';
import { toView } from './dead-letter-view';

/** The partition of letters that come from no record; beside -1 of the in-process broker. */
const GIVEN_UP = -2;
const rowId = z.string().regex(/^\d{1,18}$/);

/** The dead letters of one service, for its operators. */
export class DeadLetters {
  private readonly logger = new Logger('DeadLetters');

  constructor(
    readonly service: ServiceName,
    private readonly transactions: Transactions,
    private readonly broker: Broker,
  ) {}

  /** Those not redriven yet, newest first. Throws Problem REQUEST.INVALID_CURSOR. */
  async list(limit: number, cursor?: string): Promise<Page<DeadLetterView>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, rowId);
    const rows = await this.transactions.run((tx) => listDeadLetters(tx, limit, before));
    return toPage(rows, limit, (row) => row.id, toView);
  }

  /**
   * Gives up, in the caller's transaction, an event that a consumer had accepted and that cannot be carried out any more:
   * a dead letter like any other, which that consumer's handler takes again on redrive.
   */
  async giveUp(tx: EntityManager, consumer: ConsumerName, event: CloudEvent, reason: Refusal): Promise<void> {
    const topic = topicOf(event);
    const { value, headers } = encodeEvent(event);
    const offset = await nextLetterId(tx);
    const key = Buffer.from(event.partitionkey);
    const record = { topic, partition: GIVEN_UP, offset, key, value: Buffer.from(value), headers };
    await bury(tx, consumer, [{ record, ...reason }]);
  }

  /**
   * Runs the handler of the letter's own consumer, with everything it does, in one transaction. A letter that was
   * redriven before is answered with the same time and changes nothing.
   * Throws Problem DEAD_LETTER.NOT_FOUND, DEAD_LETTER.REFUSED_AGAIN with the reason, or SERVER.UNAVAILABLE when the
   * failure is transient; the letter stays then.
   */
  async redrive(id: string): Promise<{ id: string; redrivenAt: string }> {
    if (!rowId.safeParse(id).success) throw new Problem('DEAD_LETTER.NOT_FOUND');
    const commits: (() => void)[] = [];
    try {
      const redrivenAt = await this.transactions.run(async (tx) => {
        const letter = await lockDeadLetter(tx, id);
        if (letter === undefined) throw new Problem('DEAD_LETTER.NOT_FOUND');
        if (letter.redrivenAt !== null) return letter.redrivenAt;
        commits.push(...(await this.handle(tx, letter)));
        return markRedriven(tx, id);
      });
      for (const fn of commits) fn();
      return { id, redrivenAt: redrivenAt.toISOString() };
    } catch (error) {
      throw this.asProblem(id, error);
    }
  }

  /** Returns what is to be run after the commit. */
  private async handle(tx: EntityManager, { consumer, record }: LockedDeadLetter): Promise<(() => void)[]> {
    const handler = this.broker.handlers.get(consumer);
    if (handler === undefined) throw new Problem('SERVER.UNAVAILABLE', { detail: `${consumer} does not run here` });
    const message = decode(record);
    if (message instanceof Tombstone) return [];
    if (!(message instanceof ReceivedMessage)) throw refusedAgain(message.code, message.detail);
    const messages = consumers[consumer].inbox ? await admit(tx, consumer, [message]) : [message];
    const batch = new ReceivedBatch(messages, tx);
    if (messages.length > 0) await handler(batch);
    const refused = batch.refused[0];
    if (refused) throw refusedAgain(refused.code, refused.detail);
    return batch.onCommit;
  }

  private asProblem(id: string, error: unknown): Problem {
    if (error instanceof Problem) return error;
    const poison = poisonReason(error);
    if (poison) return refusedAgain(poison.code, poison.detail, error);
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.warn(`${this.service}: redrive of ${id} failed: ${reason}`);
    return new Problem('SERVER.UNAVAILABLE', { detail: `The redrive failed: ${reason}`, cause: error });
  }
}

function refusedAgain(code: DeadLetterCode, detail: string, cause?: unknown): Problem {
  return new Problem('DEAD_LETTER.REFUSED_AGAIN', { detail: `${code}: ${detail}`, extra: { reason: code }, cause });
}
