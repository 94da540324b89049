import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each side of a chat has read. */
export class MarkWhatWasRead1764400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Not in `chat`, whose row is locked by everyone who writes; nor does it refer to it, as that would lock the row too.
    await queryRunner.query(
      `CREATE TABLE read_mark (
         chat_id uuid NOT NULL,
         side text NOT NULL CHECK (side IN ('customer', 'agent')),
         seq bigint NOT NULL,
         PRIMARY KEY (chat_id, side)
       )`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE read_mark');
  }
}
