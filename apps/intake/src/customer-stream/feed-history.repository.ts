import { Injectable } from '@nestjs/common';
import { encodeStreamEvent } from '@switchboard/contracts';
import type { FeedHistory, FeedItem, FeedPosition } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { TranscriptRepository } from '../read-transcript/transcript.repository';

interface Row {
  readonly number: number;
  readonly message_seq: number | null;
  readonly chat: string | null;
}

/** Reads the feeds of chats; never waits for those who append. */
@Injectable()
export class FeedHistoryRepository implements FeedHistory<FeedItem> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transcripts: TranscriptRepository,
  ) {}

  async position(chatId: string): Promise<FeedPosition> {
    const rows: FeedPosition[] = await this.dataSource.query(
      `SELECT feed_number::float8 AS last,
         coalesce((SELECT min(number) FROM feed_event WHERE chat_id = chat.id), feed_number + 1)::float8 AS oldest
       FROM chat WHERE id = $1`,
      [chatId],
    );
    return rows[0] ?? { oldest: 1, last: 0 };
  }

  async read(chatId: string, after: number, limit: number): Promise<FeedItem[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT number::float8 AS number, message_seq::float8 AS message_seq, chat FROM feed_event
       WHERE chat_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
      [chatId, after, limit],
    );
    const messages = await this.messagesOf(chatId, rows);
    return rows.map(({ number, message_seq: seq, chat }) => {
      const [event, data] = seq === null ? (['chat', chat] as const) : (['message', messages.get(seq)] as const);
      return { number, text: data == null ? '' : encodeStreamEvent({ id: String(number), event, data }) };
    });
  }

  /** As JSON, by number; one whose text was erased since is missing. */
  private async messagesOf(chatId: string, rows: readonly Row[]): Promise<Map<number, string>> {
    const seqs = rows.flatMap(({ message_seq: seq }) => (seq === null ? [] : [seq]));
    if (seqs.length === 0) return new Map();
    const messages = await this.transcripts.numbered(this.dataSource.manager, chatId, seqs);
    return new Map(messages.map((message) => [message.seq, JSON.stringify(message)]));
  }
}
