import { Injectable } from '@nestjs/common';
import { createEvent } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import type { EntityManager } from 'typeorm';
import type { AgentConnection } from './connection';

interface ConnectionChange {
  life: string;
  open?: readonly AgentConnection[];
  close?: readonly AgentConnection[];
}

interface Transition {
  agentId: string;
  teamId: string;
  connected: boolean;
  version: string;
}

const ids = (connections: readonly AgentConnection[]): string[] => connections.map((connection) => connection.id);

/**
 * Connection rows and the agents' presence that follows from them. Lock order everywhere: the instance's row, then the
 * agents' rows ascending, so that nobody who opens a stream can deadlock with who declares the instance dead.
 */
@Injectable()
export class PresenceRepository {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Adds and removes connections; agents whose first connection came or whose last one went get the next version and
   * are announced by agent.presence, in this same transaction. The instance's lease must exist when `open` is given.
   */
  async change(tx: EntityManager, { life, open = [], close = [] }: ConnectionChange): Promise<void> {
    const agents = sortedAgents([...open, ...close]);
    if (agents.length === 0) return;
    await lockAgents(tx, agents);
    if (open.length > 0) await insertConnections(tx, life, open);
    if (close.length > 0) await tx.query('DELETE FROM connection WHERE id = ANY($1)', [ids(close)]);
    await this.announce(tx, await settle(tx, agents));
  }

  /** The connections that the database holds for a life of an instance. */
  async connectionsOf(tx: EntityManager, life: string): Promise<AgentConnection[]> {
    return await tx.query<AgentConnection[]>(
      `SELECT id, agent_id AS "agentId", team_id AS "teamId" FROM connection WHERE life = $1`,
      [life],
    );
  }

  private async announce(tx: EntityManager, transitions: Transition[]): Promise<void> {
    const events = transitions.map(({ agentId, teamId, connected, version }) =>
      createEvent('agent.presence', {
        source: 'notification',
        subject: agentId,
        key: agentId,
        teamId,
        data: { agentId, teamId, connected, version: Number(version) },
      }),
    );
    await this.outbox.add(tx, events);
  }
}

function sortedAgents(connections: readonly AgentConnection[]): { agentId: string; teamId: string }[] {
  const teams = new Map(connections.map((connection) => [connection.agentId, connection.teamId]));
  return [...teams].map(([agentId, teamId]) => ({ agentId, teamId })).sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
}

/** Its own statement, ascending: what follows sees every connection that was committed before the lock was given. */
async function lockAgents(tx: EntityManager, agents: readonly { agentId: string; teamId: string }[]): Promise<void> {
  const agentIds = agents.map((agent) => agent.agentId);
  await tx.query(
    `INSERT INTO agent_presence (agent_id, team_id, connected, version)
     SELECT agent_id, team_id, false, 0 FROM unnest($1::uuid[], $2::uuid[]) AS new (agent_id, team_id)
     ON CONFLICT DO NOTHING`,
    [agentIds, agents.map((agent) => agent.teamId)],
  );
  await tx.query('SELECT 1 FROM agent_presence WHERE agent_id = ANY($1) ORDER BY agent_id FOR UPDATE', [agentIds]);
}

async function insertConnections(tx: EntityManager, life: string, open: readonly AgentConnection[]): Promise<void> {
  await tx.query(
    `INSERT INTO connection (id, life, agent_id, team_id)
     SELECT id, $1::uuid, agent_id, team_id FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS new (id, agent_id, team_id)
     ON CONFLICT (id) DO NOTHING`,
    [life, ids(open), open.map((c) => c.agentId), open.map((c) => c.teamId)],
  );
}

/** Writes for each of the locked agents whether a connection is left, and returns those for whom that is news. */
async function settle(tx: EntityManager, agents: readonly { agentId: string }[]): Promise<Transition[]> {
  return await tx.query<Transition[]>(
    `WITH fact AS (
       SELECT a.agent_id, EXISTS (SELECT 1 FROM connection c WHERE c.agent_id = a.agent_id) AS connected
       FROM unnest($1::uuid[]) AS a (agent_id)
     ), changed AS (
       UPDATE agent_presence p SET connected = f.connected, version = p.version + 1
       FROM fact f WHERE p.agent_id = f.agent_id AND p.connected <> f.connected
       RETURNING p.agent_id, p.team_id, p.connected, p.version
     )
     SELECT agent_id AS "agentId", team_id AS "teamId", connected, version FROM changed ORDER BY agent_id`,
    [agents.map((agent) => agent.agentId)],
  );
}
