import { createEvent, encodeEvent, uuidv7 } from '@switchboard/contracts';
import { routingDatabase } from '@switchboard/routing';
import { createTestDatabase, type TestDatabase } from '@switchboard/testing';
import { Client } from 'pg';
import type { Evidence, LedgerEntry, PublishedRecord } from '../checker/evidence';
import { readDatabase, takeCensus } from '../checker/read-database';

export interface OutboxRow {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly payload: string;
}

/** An assignment as a picker has settled it. */
export interface Placed {
  readonly teamId: string;
  readonly chatId: string;
  readonly agentId: string;
  readonly number: number;
  readonly method: 'manual' | 'automatic';
}

/**
 * Routing's own tables with teams and agents in them, and no routing: who assigns are the pickers beside this file. They
 * take the numbers of the team's sequence from a sequence of PostgreSQL, because those that are wrong lock no team.
 */
export class Scene {
  readonly ledger: LedgerEntry[] = [];
  private readonly teams: string[] = [];
  private readonly sessions: Client[] = [];

  private constructor(private readonly database: TestDatabase) {}

  static async create(): Promise<Scene> {
    const scene = new Scene(await createTestDatabase(routingDatabase));
    await scene.database.query('CREATE SEQUENCE routing.number');
    await scene.database.query('UPDATE routing.presence_pulse SET heard_at = clock_timestamp()');
    return scene;
  }

  /** An automatic team whose agents, all on duty, have these limits; they are in the order of their ids. */
  async team(...capacities: number[]): Promise<{ id: string; agents: string[] }> {
    const id = uuidv7();
    const agents = capacities.map(() => uuidv7()).sort();
    await this.database.query(`INSERT INTO routing.team (id, version, method) VALUES ($1, 1, 'automatic')`, [id]);
    await this.database.query(
      `INSERT INTO routing.agent (team_id, id, active, connected, availability, availability_since, availability_version,
                                  capacity, configuration_version, presence_version)
       SELECT $1, id, true, true, 'available', now(), 1, capacity, 1, 1
       FROM unnest($2::uuid[], $3::int[]) AS agent (id, capacity)`,
      [id, agents, capacities],
    );
    this.teams.push(id);
    this.ledger.push(...(await takeCensus(await this.session(), [id])));
    return { id, agents };
  }

  /** A connection of its own, as another process would have. */
  async session(): Promise<Client> {
    const client = new Client({ connectionString: this.database.url, options: '-c search_path=routing' });
    await client.connect();
    this.sessions.push(client);
    return client;
  }

  /** Accepts a request, which a picker then has to place. */
  request(teamId: string): string {
    const chatId = uuidv7();
    this.ledger.push({ kind: 'request', teamId, chatId, via: 'kafka' });
    return chatId;
  }

  /** What was put into the outbox and is still there, in the order of its ids. */
  outbox(): Promise<OutboxRow[]> {
    return this.database.query('SELECT id, topic, key, payload FROM routing.outbox ORDER BY id');
  }

  /** Publishes the outbox as a relay does that errs in nothing: by id, each row once. */
  async published(): Promise<PublishedRecord[]> {
    const rows = await this.outbox();
    await this.database.query('DELETE FROM routing.outbox');
    return rows.map(({ topic, key, payload }, offset) => ({ topic, partition: 0, offset, key, value: payload }));
  }

  async evidence(records: readonly PublishedRecord[]): Promise<Evidence> {
    // What the pickers leave to the scene: the team's last number, and its counters of agents.
    await this.database.query(
      `UPDATE routing.team SET sequence = (SELECT last_value FROM routing.number),
         free_agents = (SELECT count(*) FROM routing.agent WHERE team_id = team.id AND active_chats < capacity),
         full_agents = (SELECT count(*) FROM routing.agent WHERE team_id = team.id AND active_chats >= capacity)`,
    );
    return { ledger: this.ledger, database: await readDatabase(this.database.url), records };
  }

  async drop(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.end()));
    await this.database.drop();
  }
}

/** Writes the chat, its assignment and its event: what all pickers do alike, in the transaction they have open. */
export async function write(db: Client, placed: Placed): Promise<void> {
  const { teamId, chatId, agentId, number } = placed;
  const assignmentId = uuidv7();
  await db.query(
    `INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, requested_at, agent_id,
                       assignment_id, assigned_at)
     VALUES ($1, $2, 'in_progress', '', $3, now(), now(), $4, $5, now())`,
    [chatId, teamId, number, agentId, assignmentId],
  );
  await db.query(
    `INSERT INTO assignment (chat_id, sequence, id, team_id, agent_id, assigned_at, decision)
     VALUES ($1, $2, $3, $4, $5, now(), '{}')`,
    [chatId, number, assignmentId, teamId, agentId],
  );
  const { value } = encodeEvent(assignedEvent(placed, assignmentId));
  await db.query(`INSERT INTO outbox (shard, topic, key, payload) VALUES (0, 'chat.assigned', $1, $2)`, [
    teamId,
    value,
  ]);
}

function assignedEvent({ teamId, chatId, agentId, number, method }: Placed, assignmentId: string) {
  const now = new Date().toISOString();
  return createEvent('chat.assigned', {
    source: 'routing',
    subject: chatId,
    key: teamId,
    teamId,
    teamSeq: number,
    data: {
      chatId,
      teamId,
      assignmentId,
      agent: { id: agentId, name: 'Kim' },
      method,
      cause: method === 'automatic' ? 'request' : 'claim',
      ...(method === 'automatic' && { strategy: 'least-assigned' as const }),
      reason: { sentence: 'Because.', facts: {} },
      settingsVersion: 1,
      enqueuedAt: now,
      assignedAt: now,
      actor: { kind: 'system' },
    },
  });
}
