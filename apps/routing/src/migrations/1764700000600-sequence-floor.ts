import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The highest sequence that a team has had whose row has gone (an expired placeholder): rows that are made begin behind
 * it, so that a team which comes back goes on counting upwards (decision 0005). One row.
 */
export class SequenceFloor1764700000600 implements MigrationInterface {
  name = 'SequenceFloor1764700000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE sequence_floor (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        sequence bigint NOT NULL
      )`,
    );
    // How far those had come that went before, nobody has kept; they began at 0, and took a number or two a request.
    await runner.query('INSERT INTO sequence_floor (sequence) VALUES (1000000)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sequence_floor');
  }
}
