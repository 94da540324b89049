import { Injectable } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import { ChatActivity } from '../chat-activity/chat-activity';
import type { Writer } from '../send-message/writer';

@Injectable()
export class TellTypingHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ChatActivity,
  ) {}

  /**
   * Tells the other side that the writer is typing. Nothing of it is kept.
   * @throws Problem as sending a message does
   */
  async tell(writer: Writer, teamId: string, chatId: string): Promise<void> {
    const { state, message_seq: seq } = await this.activity.chatOf(writer, teamId, chatId);
    // While nobody owns the chat there is nobody to tell.
    if (state !== 'in_progress') return;
    await this.transactions.run(async (tx) => {
      // A crash may lose it: no disk is waited for.
      await tx.query('SET LOCAL synchronous_commit = off');
      await this.activity.announce(tx, teamId, { chatId, side: writer.kind, kind: 'typing', seq });
    });
  }
}
