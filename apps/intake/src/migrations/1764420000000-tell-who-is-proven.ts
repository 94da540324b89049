import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether somebody vouches for the customer's id. Nobody is known to in older rows, nor in those of the previous release. */
export class TellWhoIsProven1764420000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE chat ADD COLUMN customer_proven boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE chat DROP COLUMN customer_proven');
  }
}
