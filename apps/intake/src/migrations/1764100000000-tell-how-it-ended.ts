import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who or what ended a chat, and what became of a left message; null in rows that the previous release writes. */
export class TellHowItEnded1764100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE chat ADD COLUMN ended_by text, ADD COLUMN left_why text, ADD COLUMN message_closed_at timestamptz',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE chat DROP COLUMN ended_by, DROP COLUMN left_why, DROP COLUMN message_closed_at',
    );
  }
}
