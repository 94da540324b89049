import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What colleagues tell each other about chats: tags and notes. */
export class TagAndNote1764410000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE note_content, note, chat_tag, tag');
  }
}

// A team spells a tag in one way, whoever gives it; `key` is what tags are compared by. Bytes have the order that finds
// those with a beginning by the primary key, which the order of a language has not. As with messages, the content of
// notes is a table of its own, so that it can expire or be erased first.
const statements = [
  `CREATE TABLE tag (
     team_id uuid NOT NULL,
     key text COLLATE "C" NOT NULL,
     name text NOT NULL,
     PRIMARY KEY (team_id, key)
   )`,
  `CREATE TABLE chat_tag (
     chat_id uuid NOT NULL REFERENCES chat ON DELETE CASCADE,
     key text COLLATE "C" NOT NULL,
     team_id uuid NOT NULL,
     tagged_at timestamptz NOT NULL,
     PRIMARY KEY (chat_id, key),
     FOREIGN KEY (team_id, key) REFERENCES tag
   )`,
  `CREATE INDEX chat_tag_key ON chat_tag (team_id, key)`,
  `CREATE TABLE note (
     chat_id uuid NOT NULL REFERENCES chat ON DELETE CASCADE,
     note_id uuid NOT NULL,
     author_id uuid NOT NULL,
     written_at timestamptz NOT NULL,
     PRIMARY KEY (chat_id, note_id)
   )`,
  `CREATE INDEX note_written_at ON note (chat_id, written_at DESC, note_id DESC)`,
  `CREATE TABLE note_content (
     chat_id uuid NOT NULL,
     note_id uuid NOT NULL,
     author_name text NOT NULL,
     text text NOT NULL,
     PRIMARY KEY (chat_id, note_id),
     FOREIGN KEY (chat_id, note_id) REFERENCES note ON DELETE CASCADE
   )`,
];
