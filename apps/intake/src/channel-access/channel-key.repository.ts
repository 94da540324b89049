import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ChannelKeyKind } from './channel-key';

export interface KnownChannelKey {
  readonly kind: ChannelKeyKind;
  readonly sha256: string;
  readonly channelId: string;
  readonly teamId: string;
  readonly allowedOrigins: readonly string[];
}

@Injectable()
export class ChannelKeyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A key that is in force: neither expired nor of a removed channel or team. A team not heard of yet is no obstacle. */
  async find(keyId: string): Promise<KnownChannelKey | undefined> {
    const rows: KeyRow[] = await this.dataSource.query(
      `SELECT channel_key.kind, channel_key.sha256, channel.id AS channel_id, channel.team_id, channel.allowed_origins
       FROM channel_key
       JOIN channel ON channel.id = channel_key.channel_id AND NOT channel.removed
       LEFT JOIN team ON team.id = channel.team_id
       WHERE channel_key.key_id = $1
         AND (channel_key.expires_at IS NULL OR channel_key.expires_at > now())
         AND NOT coalesce(team.removed, false)`,
      [keyId],
    );
    const [row] = rows;
    if (!row) return undefined;
    const { kind, sha256, channel_id: channelId, team_id: teamId, allowed_origins: allowedOrigins } = row;
    return { kind, sha256, channelId, teamId, allowedOrigins };
  }

  /** Whether any channel in force allows pages of this origin. */
  async allowsOrigin(origin: string): Promise<boolean> {
    const rows: { allowed: boolean }[] = await this.dataSource.query(
      'SELECT EXISTS (SELECT 1 FROM channel WHERE NOT removed AND allowed_origins @> ARRAY[$1]) AS allowed',
      [origin],
    );
    return rows[0]?.allowed === true;
  }
}

interface KeyRow {
  kind: ChannelKeyKind;
  sha256: string;
  channel_id: string;
  team_id: string;
  allowed_origins: string[];
}
