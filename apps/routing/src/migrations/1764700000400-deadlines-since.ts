import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a deadline runs: a silence of presence that began before it prolongs it only from then on. */
export class DeadlinesSince1764700000400 implements MigrationInterface {
  name = 'DeadlinesSince1764700000400';

  async up(runner: QueryRunner): Promise<void> {
    // Of those that stand nobody knows: they get the whole of the next silence, as they would have.
    await runner.query(`ALTER TABLE deadline ADD set_at timestamptz NOT NULL DEFAULT '-infinity'`);
    await runner.query('ALTER TABLE deadline ALTER set_at SET DEFAULT clock_timestamp()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE deadline DROP set_at');
  }
}
