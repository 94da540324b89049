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
   * Tells the other side that the writer is typing, behind message number `known` where that is not the last one any more:
   * what was being typed may have arrived as a message before. Nothing of it is kept.
   * @throws Problem as sending a message does
   */
  async tell(writer: Writer, teamId: string, chatId: string, known = Infinity): Promise<void> {
    const { state, message_seq: last } = await this.activity.chatOf(writer, teamId, chatId);
    // While nobody owns the chat there is nobody to tell.
    if (state !== 'in_progress') return;
    await this.transactions.run(async (tx) => {
      const seq = Math.min(known, last);
      await this.activity.announce(tx, teamId, { chatId, side: writer.kind, kind: 'typing', seq });
    });
  }
}
