import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chats as channels and customers see them, what configuration tells, idempotency keys and signing keys. */
export class CreateIntake1764000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...chats, ...configuration, ...access]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE chat_content, chat, idempotency_key, signing_key, channel_key, channel, agent, team',
    );
  }
}

// Facts and content are separate tables, so that content can expire or be erased first. A row without request_hash is
// known from routing's events only: its request has not been read yet.
const chats = [
  `CREATE TABLE chat (
     id uuid PRIMARY KEY,
     team_id uuid NOT NULL,
     channel_id uuid,
     customer_id text,
     request_hash text,
     requested_at timestamptz,
     state text NOT NULL DEFAULT 'waiting'
       CHECK (state IN ('waiting', 'in_progress', 'ended', 'cancelled', 'left_message')),
     state_seq bigint NOT NULL DEFAULT 0,
     agent_id uuid,
     agent_name text,
     assigned_seq bigint NOT NULL DEFAULT 0,
     assigned_at timestamptz,
     enqueued_at timestamptz,
     ended_at timestamptz,
     cancel_requested_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     CHECK ((request_hash IS NULL) = (customer_id IS NULL))
   )`,
  `CREATE TABLE chat_content (
     chat_id uuid PRIMARY KEY REFERENCES chat ON DELETE CASCADE,
     customer_name text,
     customer_locale text,
     customer_attributes jsonb,
     first_message text
   )`,
];

const configuration = [
  `CREATE TABLE team (id uuid PRIMARY KEY, version bigint NOT NULL, name text NOT NULL, removed boolean NOT NULL)`,
  `CREATE TABLE agent (
     id uuid PRIMARY KEY,
     team_id uuid NOT NULL,
     version bigint NOT NULL,
     name text NOT NULL,
     active boolean NOT NULL,
     removed boolean NOT NULL
   )`,
  `CREATE TABLE channel (
     id uuid PRIMARY KEY,
     team_id uuid NOT NULL,
     version bigint NOT NULL,
     name text NOT NULL,
     allowed_origins text[] NOT NULL,
     removed boolean NOT NULL
   )`,
  `CREATE INDEX channel_allowed_origins ON channel USING gin (allowed_origins) WHERE NOT removed`,
  `CREATE TABLE channel_key (
     key_id text PRIMARY KEY,
     channel_id uuid NOT NULL REFERENCES channel ON DELETE CASCADE,
     kind text NOT NULL CHECK (kind IN ('secret', 'publishable')),
     sha256 text NOT NULL,
     expires_at timestamptz
   )`,
  `CREATE INDEX channel_key_channel ON channel_key (channel_id)`,
];

const access = [
  `CREATE TABLE idempotency_key (
     credential text NOT NULL,
     route text NOT NULL,
     key text NOT NULL,
     body_hash text NOT NULL,
     chat_id uuid NOT NULL REFERENCES chat ON DELETE CASCADE,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (credential, route, key)
   )`,
  `CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at)`,
  `CREATE TABLE signing_key (kid text PRIMARY KEY, private_jwk jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
];
