import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages of chats, the assignments by which agents write them, and the way from a customer to the chats. */
export class KeepTranscripts1764200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE message_content, message, assignment');
    await queryRunner.query('DROP INDEX chat_customer');
    await queryRunner.query('ALTER TABLE chat DROP COLUMN message_seq');
  }
}

// As with chats, content is a table of its own, so that it can expire or be erased first.
const statements = [
  `ALTER TABLE chat ADD COLUMN message_seq bigint NOT NULL DEFAULT 0`,
  `CREATE INDEX chat_customer ON chat (team_id, customer_id, created_at DESC, id DESC)`,
  `CREATE TABLE assignment (
     chat_id uuid NOT NULL REFERENCES chat ON DELETE CASCADE,
     id uuid NOT NULL,
     agent_id uuid NOT NULL,
     team_seq bigint NOT NULL,
     PRIMARY KEY (chat_id, id)
   )`,
  `CREATE TABLE message (
     chat_id uuid NOT NULL REFERENCES chat ON DELETE CASCADE,
     seq bigint NOT NULL,
     message_id uuid NOT NULL,
     author_kind text NOT NULL CHECK (author_kind IN ('customer', 'agent')),
     author_id text NOT NULL,
     sent_at timestamptz NOT NULL,
     PRIMARY KEY (chat_id, seq),
     UNIQUE (chat_id, message_id)
   )`,
  `CREATE TABLE message_content (
     chat_id uuid NOT NULL,
     seq bigint NOT NULL,
     author_name text,
     text text NOT NULL,
     PRIMARY KEY (chat_id, seq),
     FOREIGN KEY (chat_id, seq) REFERENCES message ON DELETE CASCADE
   )`,
];
