import { Injectable } from '@nestjs/common';
import { type Activity, createEvent } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { correlationId } from '@switchboard/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { refusal } from '../send-message/refusal';
import { objectionTo, type Writer } from '../send-message/writer';
import { ChatRepository, type ChatRow } from '../show-chat/chat.repository';

/** The channel on which a commit tells the instances; the payload is an `Activity` as JSON. */
export const activityChannel = 'switchboard_intake_activity';

/** What the sides of a chat do beside writing: they read, they are typing. Whoever may write may do it. */
@Injectable()
export class ChatActivity {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chats: ChatRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The chat, if the writer takes part in it now. It is not locked, so that nobody who writes has to wait: what an agent
   * does in the moment in which the chat becomes another's may still be told, and harms nobody.
   * @throws Problem as sending a message does
   */
  async chatOf(writer: Writer, teamId: string, chatId: string): Promise<ChatRow> {
    const chat = await this.chats.find(this.dataSource.manager, teamId, chatId);
    if (!chat) throw refusal(writer.kind === 'agent' ? 'CHAT.ASSIGNMENT_NOT_SEEN' : 'CHAT.NOT_FOUND');
    const objection = objectionTo(writer, chat);
    if (objection) throw refusal(objection);
    return chat;
  }

  /**
   * Tells the customer's streams, on every instance, and Kafka, once the transaction has committed. That waits for no disk:
   * a crash of PostgreSQL may lose it, and nobody else's commit stands behind it (those that notify go one by one).
   */
  async announce(tx: EntityManager, teamId: string, activity: Activity): Promise<void> {
    const { chatId } = activity;
    await tx.query("SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)", [
      activityChannel,
      JSON.stringify(activity),
    ]);
    await this.outbox.add(tx, [
      createEvent('chat.activity', {
        source: 'intake',
        subject: chatId,
        key: chatId,
        teamId,
        correlationId: correlationId(),
        data: { ...activity, teamId },
      }),
    ]);
  }
}
