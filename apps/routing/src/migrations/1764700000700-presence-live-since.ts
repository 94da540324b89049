import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the last silence of presence ended: each instance assigns again once it knows that all news has been read since. */
export class PresenceLiveSince1764700000700 implements MigrationInterface {
  name = 'PresenceLiveSince1764700000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE presence_pulse ADD live_since timestamptz NOT NULL DEFAULT '-infinity'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE presence_pulse DROP live_since');
  }
}
