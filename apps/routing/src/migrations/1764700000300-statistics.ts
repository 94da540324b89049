import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indices for the statistics and the estimated wait; what each costs and saves stands in decision 0008. The first costs
 * something with each assignment, so it holds nothing more than it must. The others cost at the end of a chat and hold
 * what is counted, because a team's rows lie scattered among those of all other teams.
 */
export class Statistics1764700000300 implements MigrationInterface {
  name = 'Statistics1764700000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX assignment_assigned ON assignment (team_id, assigned_at)');
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
