import { Injectable } from '@nestjs/common';
import type { TranscriptMessage } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

interface Row {
  readonly message_id: string;
  readonly chat_id: string;
  readonly seq: number;
  readonly author_kind: TranscriptMessage['author']['kind'];
  readonly author_id: string;
  readonly author_name: string | null;
  readonly text: string;
  readonly sent_at: Date;
}

const MESSAGES = `
  SELECT message_id, chat_id, seq::float8 AS seq, author_kind, author_id, author_name, text, sent_at
  FROM message JOIN message_content USING (chat_id, seq)
  WHERE chat_id = $1`;

// The first message came with the request, before there was anything to number.
const OPENING = `
  SELECT id, id, 0, 'customer', customer_id, nullif(customer_name, ''), first_message, requested_at
  FROM chat JOIN chat_content ON chat_id = id
  WHERE id = $1 AND first_message <> ''`;

/** What has been said in a chat, in its order. */
@Injectable()
export class TranscriptRepository {
  /** At most `limit` messages that follow number `after`; the request's first message has number 0. */
  async page(manager: EntityManager, chatId: string, after: number, limit: number): Promise<TranscriptMessage[]> {
    const rows: Row[] = await manager.query(
      `${MESSAGES} AND seq > $2 ${after < 0 ? `UNION ALL ${OPENING}` : ''} ORDER BY seq LIMIT $3`,
      [chatId, after, limit],
    );
    return rows.map(toMessage);
  }

  /** Those of these numbers. */
  async numbered(manager: EntityManager, chatId: string, seqs: readonly number[]): Promise<TranscriptMessage[]> {
    const rows: Row[] = await manager.query(`${MESSAGES} AND seq = ANY($2::bigint[])`, [chatId, seqs]);
    return rows.map(toMessage);
  }

  async find(manager: EntityManager, chatId: string, messageId: string): Promise<TranscriptMessage | undefined> {
    const rows: Row[] = await manager.query(`${MESSAGES} AND message_id = $2`, [chatId, messageId]);
    return rows.map(toMessage)[0];
  }
}

function toMessage(row: Row): TranscriptMessage {
  const {
    message_id: messageId,
    chat_id: chatId,
    seq,
    text,
    author_kind: kind,
    author_id: id,
    author_name: name,
  } = row;
  const author = { kind, id, ...(name !== null && { name }) };
  return { messageId, chatId, seq, author, text, sentAt: row.sent_at.toISOString() };
}
