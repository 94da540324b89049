import { Injectable } from '@nestjs/common';
import type { ChatSide, ReadMarks } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

const RAISE = `
  INSERT INTO read_mark (chat_id, side, seq) VALUES ($1, $2, $3)
  ON CONFLICT (chat_id, side) DO UPDATE SET seq = excluded.seq WHERE read_mark.seq < excluded.seq
  RETURNING 1`;

/** How far each side of a chat has read. */
@Injectable()
export class ReadMarkRepository {
  /** Moves the side's mark on to `seq`, never back; whether it has moved. */
  async raise(tx: EntityManager, chatId: string, side: ChatSide, seq: number): Promise<boolean> {
    const rows: unknown[] = await tx.query(RAISE, [chatId, side, seq]);
    return rows.length > 0;
  }

  async of(manager: EntityManager, chatId: string): Promise<ReadMarks> {
    const rows: { side: ChatSide; seq: number }[] = await manager.query(
      'SELECT side, seq::float8 AS seq FROM read_mark WHERE chat_id = $1',
      [chatId],
    );
    const marks: ReadMarks = { customer: null, agent: null };
    for (const { side, seq } of rows) marks[side] = seq;
    return marks;
  }
}
