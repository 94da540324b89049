import { Injectable } from '@nestjs/common';
import { createEvent } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { correlationId, Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import { isOver } from '../follow-lifecycle/lifecycle';
import { ChatRepository, type ChatRow } from '../show-chat/chat.repository';

@Injectable()
export class CancelChatHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly chats: ChatRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Announces once that the customer leaves; again, or after the end, it changes nothing. Whether the chat becomes
   * cancelled or ended is routing's to decide, so `state` stays as it is until routing has spoken.
   * @throws Problem CHAT.NOT_FOUND when the team has no such chat
   */
  async cancel(teamId: string, chatId: string, reason = 'customer left'): Promise<ChatRow> {
    return this.transactions.run(async (tx) => {
      const chat = await this.chats.lock(tx, teamId, chatId);
      if (!chat) throw new Problem('CHAT.NOT_FOUND');
      if (chat.cancel_requested_at !== null || isOver(chat.state)) return chat;
      await this.announce(tx, teamId, chatId, reason);
      return { ...chat, cancel_requested_at: await this.chats.requestCancel(tx, chatId) };
    });
  }

  private async announce(tx: EntityManager, teamId: string, chatId: string, reason: string): Promise<void> {
    const data = { chatId, teamId, reason };
    await this.outbox.add(tx, [
      createEvent('chat.cancelled', {
        source: 'intake',
        subject: chatId,
        key: teamId,
        teamId,
        correlationId: correlationId(),
        data,
      }),
    ]);
  }
}
