import { Injectable } from '@nestjs/common';
import type { SavedReply } from '@switchboard/contracts';
import { sqlState } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';

const COLUMNS = 'id, team_id AS "teamId", shortcut, text, version';
const UNIQUE_VIOLATION = '23505';

/** Rows of `saved_reply`. Every query names the team, so that no id of another team is ever found. */
@Injectable()
export class SavedReplyRepository {
  /** Throws Problem SAVED_REPLY.SHORTCUT_TAKEN, and the transaction is lost then. */
  async insert(tx: EntityManager, { id, teamId, version, shortcut, text }: SavedReply): Promise<void> {
    await withFreeShortcut(
      tx.query(
        `INSERT INTO saved_reply (id, team_id, version, shortcut, shortcut_key, text) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, teamId, version, shortcut, keyOf(shortcut), text],
      ),
    );
  }

  /** Throws Problem SAVED_REPLY.SHORTCUT_TAKEN, and the transaction is lost then. */
  async save(tx: EntityManager, { id, teamId, version, shortcut, text }: SavedReply): Promise<void> {
    await withFreeShortcut(
      tx.query(
        `UPDATE saved_reply SET version = $3, shortcut = $4, shortcut_key = $5, text = $6, changed_at = now()
         WHERE team_id = $1 AND id = $2`,
        [teamId, id, version, shortcut, keyOf(shortcut), text],
      ),
    );
  }

  /** Locked until the end of the transaction. Throws Problem SAVED_REPLY.NOT_FOUND. */
  async lock(tx: EntityManager, teamId: string, id: string): Promise<SavedReply> {
    const [reply] = await tx.query<SavedReply[]>(
      `SELECT ${COLUMNS} FROM saved_reply WHERE team_id = $1 AND id = $2 FOR UPDATE`,
      [teamId, id],
    );
    if (!reply) throw new Problem('SAVED_REPLY.NOT_FOUND');
    return reply;
  }

  async delete(tx: EntityManager, { teamId, id }: SavedReply): Promise<void> {
    await tx.query('DELETE FROM saved_reply WHERE team_id = $1 AND id = $2', [teamId, id]);
  }

  async deleteOfTeam(tx: EntityManager, teamId: string): Promise<void> {
    await tx.query('DELETE FROM saved_reply WHERE team_id = $1', [teamId]);
  }

  async count(tx: EntityManager, teamId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM saved_reply WHERE team_id = $1',
      [teamId],
    );
    return row?.count ?? 0;
  }

  /** Saved replies of a team in the order of their ids, after `after`. */
  page(tx: EntityManager, teamId: string, after: string | undefined, limit: number): Promise<SavedReply[]> {
    return tx.query<SavedReply[]>(
      `SELECT ${COLUMNS} FROM saved_reply WHERE team_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [teamId, after ?? null, limit],
    );
  }
}

/** What is unique in a team: `Hello` and `hello` are one shortcut to who types them. */
const keyOf = (shortcut: string): string => shortcut.normalize('NFKC').toLowerCase();

async function withFreeShortcut(writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (cause) {
    if (sqlState(cause) !== UNIQUE_VIOLATION) throw cause;
    const detail = 'is the shortcut of another saved reply';
    throw new Problem('SAVED_REPLY.SHORTCUT_TAKEN', { field: 'shortcut', detail, cause });
  }
}
