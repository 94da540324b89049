import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Presence (leases, connections, agents), the teams' feeds with who owns which chat, and what configuration tells. */
export class CreateNotification1764000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...presence, ...feeds, ...configuration]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE connection, instance, agent_presence, feed_event, feed, chat, account, team');
  }
}

// A row of `instance` is one life of one process: a restart under the same name is another life, so that what the
// former one held is judged by its own lease.
const presence = [
  `CREATE TABLE instance (
     life uuid PRIMARY KEY,
     name text NOT NULL,
     lease_until timestamptz NOT NULL,
     started_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX instance_lease_until ON instance (lease_until)`,
  `CREATE TABLE connection (
     id uuid PRIMARY KEY,
     life uuid NOT NULL REFERENCES instance,
     agent_id uuid NOT NULL,
     team_id uuid NOT NULL,
     opened_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX connection_life ON connection (life)`,
  `CREATE INDEX connection_agent ON connection (agent_id)`,
  `CREATE TABLE agent_presence (
     agent_id uuid PRIMARY KEY,
     team_id uuid NOT NULL,
     connected boolean NOT NULL,
     version bigint NOT NULL
   )`,
];

// `event` is text: it is only ever passed on as it is. A null audience means every agent of the team.
const feeds = [
  `CREATE TABLE feed (team_id uuid PRIMARY KEY, last_number bigint NOT NULL)`,
  `CREATE TABLE feed_event (
     team_id uuid NOT NULL,
     number bigint NOT NULL,
     topic text NOT NULL,
     audience uuid,
     event text NOT NULL,
     appended_at timestamptz NOT NULL,
     PRIMARY KEY (team_id, number)
   )`,
  `CREATE INDEX feed_event_appended_at ON feed_event (appended_at)`,
  `CREATE TABLE chat (
     team_id uuid NOT NULL,
     chat_id uuid NOT NULL,
     team_seq bigint NOT NULL,
     owner_id uuid,
     ended_at timestamptz,
     PRIMARY KEY (team_id, chat_id)
   )`,
  `CREATE INDEX chat_ended_at ON chat (ended_at) WHERE ended_at IS NOT NULL`,
];

const configuration = [
  `CREATE TABLE team (team_id uuid PRIMARY KEY, name text NOT NULL, removed boolean NOT NULL, version bigint NOT NULL)`,
  `CREATE TABLE account (
     agent_id uuid PRIMARY KEY,
     team_id uuid NOT NULL,
     name text NOT NULL,
     roles text[] NOT NULL,
     active boolean NOT NULL,
     version bigint NOT NULL
   )`,
];
