import { Injectable } from '@nestjs/common';
import type { ReadMarks } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import { ChatActivity } from '../chat-activity/chat-activity';
import type { Writer } from '../send-message/writer';
import { ReadMarkRepository } from './read-mark.repository';

@Injectable()
export class MarkReadHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ChatActivity,
    private readonly marks: ReadMarkRepository,
  ) {}

  /**
   * Notes that the reader's side has seen the messages up to number `seq`, and tells the other side; a mark that is no
   * further than the one before changes and tells nothing.
   * @returns how far both sides have read now
   * @throws Problem MESSAGE.NOT_SAID for a number that no message has yet, and as sending a message does
   */
  async mark(reader: Writer, teamId: string, chatId: string, seq: number): Promise<ReadMarks> {
    const chat = await this.activity.chatOf(reader, teamId, chatId);
    if (seq > chat.message_seq) throw new Problem('MESSAGE.NOT_SAID', { field: 'seq' });
    const side = reader.kind;
    return this.transactions.run(async (tx) => {
      const hasMoved = await this.marks.raise(tx, chatId, side, seq);
      if (hasMoved) await this.activity.announce(tx, teamId, { chatId, side, kind: 'read', seq });
      return this.marks.of(tx, chatId);
    });
  }
}
