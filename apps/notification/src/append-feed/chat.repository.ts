import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { chatKey, type ChatState } from './feed-entry';

interface ChatRow extends ChatState {
  readonly teamId: string;
  readonly chatId: string;
}

const splitKeys = (keys: Iterable<string>): [string[], string[]] => {
  const parts = [...keys].map((key) => key.split('/'));
  return [parts.map((part) => part[0] ?? ''), parts.map((part) => part[1] ?? '')];
};

/** What is known of chats: read and written under the lock of their team's feed. */
@Injectable()
export class ChatRepository {
  /** States by `chatKey`; chats that are not known are missing. */
  async find(tx: EntityManager, keys: Iterable<string>): Promise<Map<string, ChatState>> {
    const rows = await tx.query<ChatRow[]>(
      `SELECT team_id AS "teamId", chat_id AS "chatId", team_seq::float8 AS "teamSeq", owner_id AS "ownerId",
              ended_at::text AS "endedAt"
       FROM chat WHERE (team_id, chat_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`,
      splitKeys(keys),
    );
    return new Map(rows.map((row) => [chatKey(row.teamId, row.chatId), row]));
  }

  async save(tx: EntityManager, keys: Iterable<string>, chats: ReadonlyMap<string, ChatState>): Promise<void> {
    const list = [...keys];
    if (list.length === 0) return;
    const states = list.map((key) => chats.get(key));
    await tx.query(
      `INSERT INTO chat (team_id, chat_id, team_seq, owner_id, ended_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::timestamptz[])
       ON CONFLICT (team_id, chat_id) DO UPDATE
       SET team_seq = excluded.team_seq, owner_id = excluded.owner_id, ended_at = excluded.ended_at`,
      [
        ...splitKeys(list),
        states.map((state) => state?.teamSeq ?? 0),
        states.map((state) => state?.ownerId ?? null),
        states.map((state) => state?.endedAt ?? null),
      ],
    );
  }

  /** Forgets chats that ended longer ago than `keepMs`, and returns how many. */
  async prune(tx: EntityManager, keepMs: number, limit: number): Promise<number> {
    const rows = await tx.query<{ count: number }[]>(
      `WITH gone AS (
         DELETE FROM chat WHERE (team_id, chat_id) IN (
           SELECT team_id, chat_id FROM chat WHERE ended_at < now() - $1 * interval '1 ms'
           ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING 1
       )
       SELECT count(*)::int AS count FROM gone`,
      [keepMs, limit],
    );
    return rows[0]?.count ?? 0;
  }
}
