import { Injectable } from '@nestjs/common';
import type { IntakeChat } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

/** The channel on which a commit wakes the instances; the payload is the chat's id. */
export const feedChannel = 'switchboard_intake_feed';

/** What a customer is told: a message of the transcript, or how the chat stands now. */
export type FeedEntry = { readonly chatId: string } & ({ readonly messageSeq: number } | { readonly chat: IntakeChat });

const APPEND = `
  WITH entry AS (
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS told (chat_id, message_seq, chat)
  ), numbered AS (
    UPDATE chat SET feed_number = feed_number + 1 FROM entry WHERE chat.id = entry.chat_id
    RETURNING chat.id, feed_number, entry.message_seq, entry.chat
  ), appended AS (
    INSERT INTO feed_event (chat_id, number, message_seq, chat, appended_at)
    SELECT id, feed_number, message_seq, chat, clock_timestamp() FROM numbered
  )
  SELECT pg_notify($4, id::text) FROM numbered`;

@Injectable()
export class FeedRepository {
  /**
   * Appends to the feeds of different chats and wakes the instances at commit. The chats must be locked: until the
   * transaction ends nobody else appends, so numbers have no gaps and become visible in their order.
   */
  async append(tx: EntityManager, entries: readonly FeedEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await tx.query(APPEND, [
      entries.map(({ chatId }) => chatId),
      entries.map((entry) => ('messageSeq' in entry ? entry.messageSeq : null)),
      entries.map((entry) => ('chat' in entry ? JSON.stringify(entry.chat) : null)),
      feedChannel,
    ]);
  }
}
