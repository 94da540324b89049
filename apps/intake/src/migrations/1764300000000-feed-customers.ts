import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each chat's feed: what its customer is told as it happens. */
export class FeedCustomers1764300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE feed_event');
    await queryRunner.query('ALTER TABLE chat DROP COLUMN feed_number');
  }
}

// An event is a message, by its number in the transcript, so that texts stand in one place; or else the chat as its
// customer saw it then.
const statements = [
  `ALTER TABLE chat ADD COLUMN feed_number bigint NOT NULL DEFAULT 0`,
  `CREATE TABLE feed_event (
     chat_id uuid NOT NULL REFERENCES chat ON DELETE CASCADE,
     number bigint NOT NULL,
     message_seq bigint,
     chat text,
     appended_at timestamptz NOT NULL,
     PRIMARY KEY (chat_id, number),
     CHECK ((message_seq IS NULL) <> (chat IS NULL))
   )`,
  `CREATE INDEX feed_event_appended_at ON feed_event (appended_at)`,
];
