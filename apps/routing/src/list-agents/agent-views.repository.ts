import { Injectable } from '@nestjs/common';
import type { RoutingAgent } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { instant } from '../engine/instant';

const SELECT = `
  SELECT id, name, active, connected, availability, ${instant('availability_since')} AS "availabilitySince",
    availability_version::float8 AS "availabilityVersion", active_chats AS "activeChats", capacity
  FROM agent WHERE configuration_version > 0 AND team_id = $1`;

/** Agents as people read them; scoped by team. Those only heard of by presence are not shown. */
@Injectable()
export class AgentViewsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(teamId: string, agentId: string): Promise<RoutingAgent | undefined> {
    const rows = await this.dataSource.query<RoutingAgent[]>(`${SELECT} AND id = $2`, [teamId, agentId]);
    return rows[0];
  }

  /** By id; one more than asked for tells that there is a next page. */
  async page(teamId: string, after: string | undefined, limit: number): Promise<RoutingAgent[]> {
    const sql = `${SELECT} AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`;
    return await this.dataSource.query<RoutingAgent[]>(sql, [teamId, after ?? null, limit + 1]);
  }
}
