import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indices for the statistics and the estimated wait, with what they cost and save in decision 0008. They hold the columns
 * that are counted, because a team's rows lie scattered among those of all other teams. Only the first costs something
 * with each assignment, the others with its end.
 */
export class Statistics1764700000300 implements MigrationInterface {
  name = 'Statistics1764700000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX assignment_assigned ON assignment (team_id, assigned_at) INCLUDE (agent_id)');
    await runner.query(
      `CREATE INDEX assignment_released ON assignment (team_id, released_at) INCLUDE (agent_id, assigned_at)
         WHERE released_at IS NOT NULL`,
    );
    await runner.query(
      'CREATE INDEX chat_ended ON chat (team_id, ended_at) INCLUDE (state, agent_id) WHERE ended_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX assignment_assigned, assignment_released, chat_ended');
  }
}
