import { Injectable } from '@nestjs/common';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import type { Channel, ChannelKey } from './channel';

const COLUMNS = 'id, team_id AS "teamId", name, allowed_origins AS "allowedOrigins", version, removed';

type ChannelRow = Omit<Channel, 'keys'>;
type KeyRow = ChannelKey & { channelId: string };

/** Rows of `channel` and `channel_key`. A key changes only with its channel's row locked and its version raised. */
@Injectable()
export class ChannelRepository {
  async insert(tx: EntityManager, { id, teamId, version, name, allowedOrigins, keys }: Channel): Promise<void> {
    await tx.query(`INSERT INTO channel (id, team_id, version, name, allowed_origins) VALUES ($1, $2, $3, $4, $5)`, [
      id,
      teamId,
      version,
      name,
      allowedOrigins,
    ]);
    for (const key of keys) await this.insertKey(tx, id, key);
  }

  async insertKey(tx: EntityManager, channelId: string, key: ChannelKey): Promise<void> {
    await tx.query(
      `INSERT INTO channel_key (key_id, channel_id, kind, sha256, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [key.keyId, channelId, key.kind, key.sha256, key.createdAt, key.expiresAt],
    );
  }

  /** Writes the row and makes the keys those of `channel`. */
  async save(tx: EntityManager, { id, version, name, allowedOrigins, keys, removed }: Channel): Promise<void> {
    await tx.query(
      'UPDATE channel SET version = $2, name = $3, allowed_origins = $4, removed = $5, changed_at = now() WHERE id = $1',
      [id, version, name, allowedOrigins, removed],
    );
    await tx.query('DELETE FROM channel_key WHERE channel_id = $1', [id]);
    for (const key of keys) await this.insertKey(tx, id, key);
  }

  /** Throws Problem CHANNEL.NOT_FOUND. */
  get(tx: EntityManager, teamId: string, id: string): Promise<Channel> {
    return this.read(tx, `SELECT ${COLUMNS} FROM channel WHERE team_id = $1 AND id = $2 AND NOT removed`, teamId, id);
  }

  /** As `get`, locked until the end of the transaction. */
  lock(tx: EntityManager, teamId: string, id: string): Promise<Channel> {
    const sql = `SELECT ${COLUMNS} FROM channel WHERE team_id = $1 AND id = $2 AND NOT removed FOR UPDATE`;
    return this.read(tx, sql, teamId, id);
  }

  /** Channels of a team in the order of their ids, after `after`. */
  async page(tx: EntityManager, teamId: string, after: string | undefined, limit: number): Promise<Channel[]> {
    const rows = await tx.query<ChannelRow[]>(
      `SELECT ${COLUMNS} FROM channel WHERE team_id = $1 AND NOT removed AND ($2::uuid IS NULL OR id > $2)
       ORDER BY id LIMIT $3`,
      [teamId, after ?? null, limit],
    );
    return this.withKeys(tx, rows);
  }

  /** All channels of a team, locked in the order of their ids. */
  async lockTeam(tx: EntityManager, teamId: string): Promise<Channel[]> {
    const sql = `SELECT ${COLUMNS} FROM channel WHERE team_id = $1 AND NOT removed ORDER BY id FOR UPDATE`;
    return this.withKeys(tx, await tx.query<ChannelRow[]>(sql, [teamId]));
  }

  /** Channels of every team, removed ones too, locked against changes. */
  async pageForShare(tx: EntityManager, after: string, limit: number): Promise<Channel[]> {
    const rows = await tx.query<ChannelRow[]>(
      `SELECT ${COLUMNS} FROM channel WHERE id > $1 ORDER BY id LIMIT $2 FOR SHARE`,
      [after, limit],
    );
    return this.withKeys(tx, rows);
  }

  private async read(tx: EntityManager, sql: string, teamId: string, id: string): Promise<Channel> {
    const [channel] = await this.withKeys(tx, await tx.query<ChannelRow[]>(sql, [teamId, id]));
    if (!channel) throw new Problem('CHANNEL.NOT_FOUND');
    return channel;
  }

  private async withKeys(tx: EntityManager, rows: ChannelRow[]): Promise<Channel[]> {
    if (rows.length === 0) return [];
    const keys = await tx.query<KeyRow[]>(
      `SELECT channel_id AS "channelId", key_id AS "keyId", kind, sha256, created_at AS "createdAt",
         expires_at AS "expiresAt"
       FROM channel_key WHERE channel_id = ANY($1::uuid[]) ORDER BY created_at, key_id`,
      [rows.map(({ id }) => id)],
    );
    return rows.map((row) => ({
      ...row,
      keys: keys.filter(({ channelId }) => channelId === row.id).map(({ channelId: _, ...key }) => key),
    }));
  }
}
