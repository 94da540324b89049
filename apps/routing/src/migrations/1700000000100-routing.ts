import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Routing's own tables. All that changes a chat, a counter, eligibility or a team's sequence holds the lock on the team's
 * row (architecture.md, State rules), so no other row is ever locked against another writer.
 */
export class Routing1700000000100 implements MigrationInterface {
  name = 'Routing1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...teams, ...agents, ...chats, ...presence]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE presence_pulse, early_cancel, assignment, chat_content, chat, agent_home, agent, team',
    );
  }
}

const teams = [
  // version 0: a placeholder, heard of but not described by settings yet. settings: the whole team.configured, as text.
  `CREATE TABLE team (
    id uuid PRIMARY KEY,
    name text NOT NULL DEFAULT '',
    version integer NOT NULL DEFAULT 0,
    method text NOT NULL DEFAULT 'manual' CHECK (method IN ('manual', 'automatic')),
    strategy text NOT NULL DEFAULT 'least-assigned',
    default_capacity integer NOT NULL DEFAULT 0,
    removed boolean NOT NULL DEFAULT false,
    sequence bigint NOT NULL DEFAULT 0,
    waiting integer NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    drain_due boolean NOT NULL DEFAULT false,
    drain_due_at timestamptz,
    settings text,
    created_at timestamptz NOT NULL DEFAULT now()
  ) WITH (fillfactor = 50)`,
  `CREATE INDEX team_drain_due ON team (id) WHERE drain_due`,
  `CREATE INDEX team_placeholder ON team (created_at) WHERE version = 0`,
];

const agents = [
  // capacity: the one that holds, the team's default written out, so that it can stand in the condition of the index.
  `CREATE TABLE agent (
    team_id uuid NOT NULL REFERENCES team,
    id uuid NOT NULL,
    name text NOT NULL DEFAULT '',
    active boolean NOT NULL,
    connected boolean NOT NULL,
    availability text NOT NULL CHECK (availability IN ('available', 'busy', 'hidden')),
    availability_since timestamptz NOT NULL,
    availability_version bigint NOT NULL,
    own_capacity integer,
    capacity integer NOT NULL,
    active_chats integer NOT NULL DEFAULT 0 CHECK (active_chats >= 0),
    last_sequence bigint NOT NULL DEFAULT 0,
    configuration_version integer NOT NULL,
    presence_version bigint NOT NULL,
    eligible boolean GENERATED ALWAYS AS (active AND connected AND availability = 'available') STORED,
    PRIMARY KEY (team_id, id)
  ) WITH (fillfactor = 70)`,
  // The order of least-assigned. Full agents are not in it: 49,990 of them would be read before 10 free ones.
  `CREATE INDEX agent_least_assigned ON agent (team_id, active_chats, last_sequence, id)
    WHERE eligible AND active_chats < capacity`,
  // The one team of an agent, for good. A table of its own, because every index on agent costs with every assignment.
  `CREATE TABLE agent_home (agent_id uuid PRIMARY KEY, team_id uuid NOT NULL)`,
];

const chats = [
  // No foreign key to team: its row is locked while chats are written, and a check per row costs a fifth of the batch.
  // The facts of a chat, kept; what people wrote stands in chat_content and goes when the chat has ended.
  `CREATE TABLE chat (
    id uuid PRIMARY KEY,
    team_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'in_progress', 'ended', 'cancelled', 'left_message')),
    request_hash text NOT NULL,
    queue_sequence bigint NOT NULL,
    enqueued_at timestamptz NOT NULL,
    queued_why text,
    requested_at timestamptz NOT NULL,
    channel_id uuid,
    agent_id uuid,
    assignment_id uuid,
    assigned_at timestamptz,
    ended_at timestamptz,
    end_reason text,
    end_actor text,
    CHECK ((state = 'in_progress') <= (agent_id IS NOT NULL AND assignment_id IS NOT NULL))
  )`,
  `CREATE INDEX chat_waiting ON chat (team_id, queue_sequence) WHERE state = 'waiting'`,
  `CREATE TABLE chat_content (chat_id uuid PRIMARY KEY, content text NOT NULL)`,
  // decision: method, strategy, settings version, reason with its facts, actor: why this agent, for people and for audits.
  `CREATE TABLE assignment (
    chat_id uuid NOT NULL,
    sequence bigint NOT NULL,
    id uuid NOT NULL,
    team_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    assigned_at timestamptz NOT NULL,
    released_at timestamptz,
    decision text NOT NULL,
    PRIMARY KEY (chat_id, sequence)
  )`,
  // One active assignment per chat (a chat has one team); also finds the team's chats in progress.
  `CREATE UNIQUE INDEX assignment_active ON assignment (team_id, chat_id) WHERE released_at IS NULL`,
  // A cancel that came before its request; the request consumes it.
  `CREATE TABLE early_cancel (
    team_id uuid NOT NULL,
    chat_id uuid NOT NULL,
    reason text,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chat_id, team_id)
  )`,
  `CREATE INDEX early_cancel_received_at ON early_cancel USING brin (received_at)`,
];

const presence = [
  // One row: when presence was last heard of, by this database's clock.
  `CREATE TABLE presence_pulse (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    heard_at timestamptz NOT NULL
  )`,
  `INSERT INTO presence_pulse (heard_at) VALUES ('-infinity')`,
];
