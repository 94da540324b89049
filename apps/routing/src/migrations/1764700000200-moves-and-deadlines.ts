import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Transfer, requeue, left messages, deadlines, a second strategy, and the census of a team's agents. */
export class MovesAndDeadlines1764700000200 implements MigrationInterface {
  name = 'MovesAndDeadlines1764700000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...teams, ...chats, ...deadlines]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deadline');
    await runner.query('ALTER TABLE assignment DROP release');
    await runner.query('ALTER TABLE chat DROP given_up_by, DROP left_why, DROP closed_by, DROP closed_at');
    await runner.query('ALTER TABLE agent DROP strategy');
    await runner.query(`ALTER TABLE team ${standings.map((standing) => `DROP ${standing}_agents`).join(', ')}`);
  }
}

const standings = ['free', 'full', 'busy', 'hidden', 'disconnected', 'inactive'];

const teams = [
  // How many agents have which standing, kept with every change of one: nobody counts 50,000 agents to explain a choice.
  `ALTER TABLE team ${standings.map((standing) => `ADD ${standing}_agents integer NOT NULL DEFAULT 0`).join(', ')}`,
  `UPDATE team SET free_agents = free, full_agents = "full", busy_agents = busy, hidden_agents = hidden,
     disconnected_agents = disconnected, inactive_agents = inactive
   FROM (
     SELECT team_id,
       count(*) FILTER (WHERE eligible AND active_chats < capacity) AS free,
       count(*) FILTER (WHERE eligible AND active_chats >= capacity) AS "full",
       count(*) FILTER (WHERE active AND connected AND availability = 'busy') AS busy,
       count(*) FILTER (WHERE active AND connected AND availability = 'hidden') AS hidden,
       count(*) FILTER (WHERE active AND NOT connected) AS disconnected,
       count(*) FILTER (WHERE NOT active) AS inactive
     FROM agent GROUP BY team_id) AS counted
   WHERE counted.team_id = team.id`,
  // The team's strategy written out, as its default capacity is: each strategy has an index that only its agents are in.
  `ALTER TABLE agent ADD strategy text NOT NULL DEFAULT 'least-assigned'`,
  `CREATE INDEX agent_round_robin ON agent (team_id, last_sequence, id)
     WHERE eligible AND active_chats < capacity AND strategy = 'round-robin'`,
];

const chats = [
  // given_up_by: the chat does not go straight back to this agent. A left message that is taken has its agent in agent_id.
  `ALTER TABLE chat ADD given_up_by uuid, ADD left_why text, ADD closed_by uuid, ADD closed_at timestamptz`,
  `CREATE INDEX chat_left_message ON chat (team_id, queue_sequence) WHERE state = 'left_message' AND closed_by IS NULL`,
  // Why an ownership ended by a move, as JSON: cause and actor. NULL: the chat ended.
  `ALTER TABLE assignment ADD release text`,
];

const deadlines = [
  // What happens by itself at a time; any instance takes what is due (taken_until: a lease, should that one die).
  `CREATE TABLE deadline (
    kind text NOT NULL CHECK (kind IN ('grace', 'inactivity', 'hours')),
    subject_id uuid NOT NULL,
    team_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    taken_until timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (kind, subject_id)
  )`,
  `CREATE INDEX deadline_due_at ON deadline (due_at)`,
];
