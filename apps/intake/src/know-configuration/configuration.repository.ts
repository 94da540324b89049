import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

/** Teams, agents and channels as settings last told them. An equal or lower version changes nothing. */
@Injectable()
export class ConfigurationRepository {
  async teams(tx: EntityManager, teams: readonly EventData<'team.configured'>[]): Promise<void> {
    await tx.query(
      `INSERT INTO team (id, version, name, removed)
       SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::boolean[])
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, removed = excluded.removed
       WHERE team.version < excluded.version`,
      columns(teams, ({ id, version, name, removed }) => [id, version, name, removed]),
    );
  }

  async agents(tx: EntityManager, agents: readonly EventData<'agent.configured'>[]): Promise<void> {
    await tx.query(
      `INSERT INTO agent (id, team_id, version, name, active, removed)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::boolean[], $6::boolean[])
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, active = excluded.active,
         removed = excluded.removed
       WHERE agent.version < excluded.version`,
      columns(agents, ({ id, teamId, version, name, active, removed }) => [id, teamId, version, name, active, removed]),
    );
  }

  /** A channel's keys are replaced as a whole; a removed channel has none. */
  async channel(tx: EntityManager, channel: EventData<'channel.configured'>): Promise<void> {
    const { id, teamId, version, name, allowedOrigins, removed } = channel;
    const newer: unknown[] = await tx.query(
      `INSERT INTO channel (id, team_id, version, name, allowed_origins, removed) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name,
         allowed_origins = excluded.allowed_origins, removed = excluded.removed
       WHERE channel.version < excluded.version
       RETURNING id`,
      [id, teamId, version, name, allowedOrigins, removed],
    );
    if (newer.length === 0) return;
    await tx.query('DELETE FROM channel_key WHERE channel_id = $1', [id]);
    if (!removed) await this.insertKeys(tx, id, channel.keys);
  }

  private async insertKeys(
    tx: EntityManager,
    channelId: string,
    keys: EventData<'channel.configured'>['keys'],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO channel_key (channel_id, key_id, kind, sha256, expires_at)
       SELECT $1::uuid, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[])`,
      [
        channelId,
        ...columns(keys, ({ keyId, kind, sha256, expiresAt }) => [keyId, kind, sha256, expiresAt ?? null], 4),
      ],
    );
  }
}

/** Rows turned into the arrays that `unnest` takes. */
function columns<T>(items: readonly T[], values: (item: T) => unknown[], width = 0): unknown[][] {
  const rows = items.map(values);
  const count = rows[0]?.length ?? width;
  return Array.from({ length: count }, (_, column) => rows.map((row) => row[column]));
}
