import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams that were removed before: who waits there still has the last word to come. */
export class LastWords1764700000500 implements MigrationInterface {
  name = 'LastWords1764700000500';

  async up(runner: QueryRunner): Promise<void> {
    // Not at once: an instance of the release before this one would look, and close nothing.
    await runner.query(
      `INSERT INTO deadline (kind, subject_id, team_id, due_at)
       SELECT 'hours', id, id, now() + interval '10 min' FROM team WHERE removed AND waiting > 0
       ON CONFLICT (kind, subject_id) DO UPDATE SET due_at = excluded.due_at`,
    );
  }

  async down(): Promise<void> {
    // What was looked at once more has done no harm.
  }
}
