import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One-time links with which people choose a password, and how often each account's was set. An account that was invited has
 * a hash that no password is known to have, so that the previous release simply refuses its log-ins.
 */
export class AddSignInLinks1764200000000 implements MigrationInterface {
  readonly name = 'AddSignInLinks1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ADD COLUMN password_version integer NOT NULL DEFAULT 1');
    // One an account: a newer link takes the place of the one before. A used one is deleted.
    await runner.query(
      `CREATE TABLE sign_in_link (
         account_id uuid PRIMARY KEY REFERENCES account,
         sha256 text NOT NULL UNIQUE,
         made_by uuid NOT NULL REFERENCES account,
         expires_at timestamptz NOT NULL
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_link');
    await runner.query('ALTER TABLE account DROP COLUMN password_version');
  }
}
