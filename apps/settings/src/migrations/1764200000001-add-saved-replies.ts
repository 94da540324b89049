import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts that agents insert by `/` and a shortcut. Nothing refers to them, so a removed one is deleted. */
export class AddSavedReplies1764200000001 implements MigrationInterface {
  readonly name = 'AddSavedReplies1764200000001';

  async up(runner: QueryRunner): Promise<void> {
    // The key is the shortcut in lower case, made by the service: what lower() makes of it depends on the database's locale.
    await runner.query(
      `CREATE TABLE saved_reply (
         id uuid PRIMARY KEY,
         team_id uuid NOT NULL REFERENCES team,
         version integer NOT NULL,
         shortcut text NOT NULL,
         shortcut_key text NOT NULL,
         text text NOT NULL,
         changed_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT saved_reply_shortcut UNIQUE (team_id, shortcut_key)
       )`,
    );
    await runner.query('CREATE INDEX saved_reply_team ON saved_reply (team_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_reply');
  }
}
