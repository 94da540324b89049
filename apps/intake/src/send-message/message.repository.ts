import { Injectable } from '@nestjs/common';
import type { TranscriptMessage } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

export type NewMessage = Omit<TranscriptMessage, 'seq' | 'sentAt'>;

// The clock's time rather than that of the transaction's beginning: behind a lock, later numbers have later times.
const INSERT = `
  WITH numbered AS (
    UPDATE chat SET message_seq = message_seq + 1 WHERE id = $1 RETURNING message_seq
  ), fact AS (
    INSERT INTO message (chat_id, seq, message_id, author_kind, author_id, sent_at)
    SELECT $1, message_seq, $2, $3, $4, date_trunc('milliseconds', clock_timestamp()) FROM numbered
    RETURNING seq, sent_at
  ), content AS (
    INSERT INTO message_content (chat_id, seq, author_name, text) SELECT $1, seq, $5, $6 FROM fact
  )
  SELECT seq::float8 AS seq, sent_at FROM fact`;

@Injectable()
export class MessageRepository {
  /** Adds to the transcript, with its next number. The chat must be locked. */
  async insert(tx: EntityManager, message: NewMessage): Promise<TranscriptMessage> {
    const { chatId, messageId, author, text } = message;
    const parameters = [chatId, messageId, author.kind, author.id, author.name ?? null, text];
    const [row]: { seq: number; sent_at: Date }[] = await tx.query(INSERT, parameters);
    if (!row) throw new Error(`chat ${chatId} is not locked`);
    return { ...message, seq: row.seq, sentAt: row.sent_at.toISOString() };
  }

  async customerName(tx: EntityManager, chatId: string): Promise<string | undefined> {
    const rows: { name: string | null }[] = await tx.query(
      `SELECT nullif(customer_name, '') AS name FROM chat_content WHERE chat_id = $1`,
      [chatId],
    );
    return rows[0]?.name ?? undefined;
  }
}
