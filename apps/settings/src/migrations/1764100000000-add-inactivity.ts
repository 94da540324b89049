import type { MigrationInterface, QueryRunner } from 'typeorm';

/** After how long without a message a team's chats end; null means never, which is what the previous release does. */
export class AddInactivity1764100000000 implements MigrationInterface {
  readonly name = 'AddInactivity1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE team ADD COLUMN inactivity_seconds integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE team DROP COLUMN inactivity_seconds');
  }
}
