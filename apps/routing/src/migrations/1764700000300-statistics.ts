import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indices for the statistics (decision 0008). Only the first costs something with each assignment. */
export class Statistics1764700000300 implements MigrationInterface {
  name = 'Statistics1764700000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX assignment_assigned ON assignment (team_id, assigned_at)');
    await runner.query(
      'CREATE INDEX assignment_released ON assignment (team_id, released_at) WHERE released_at IS NOT NULL',
    );
    await runner.query('CREATE INDEX chat_ended ON chat (team_id, ended_at) WHERE ended_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX assignment_assigned, assignment_released, chat_ended');
  }
}
