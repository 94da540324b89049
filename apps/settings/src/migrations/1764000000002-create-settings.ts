import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams, accounts, channels and their keys, signing keys, log-in throttle. Expand only: later changes are new classes. */
export class CreateSettings1764000000002 implements MigrationInterface {
  readonly name = 'CreateSettings1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE republished, login_attempt, signing_key, channel_key, channel, account, team');
  }
}

// The shape of jsonb columns and the sense of values is checked by the schemas of contracts, which stand before every write.
const statements = [
  `CREATE TABLE team (
     id uuid PRIMARY KEY,
     version integer NOT NULL,
     name text NOT NULL,
     time_zone text NOT NULL,
     locale text NOT NULL,
     method text NOT NULL,
     strategy text NOT NULL,
     default_capacity integer NOT NULL,
     grace_seconds integer NOT NULL,
     after_grace text NOT NULL,
     hours jsonb NOT NULL,
     holidays jsonb NOT NULL,
     left_message jsonb NOT NULL,
     removed boolean NOT NULL DEFAULT false,
     changed_at timestamptz NOT NULL DEFAULT now()
   )`,
  // Agent id = account id. Operators belong to no team; everybody else to one team for good.
  `CREATE TABLE account (
     id uuid PRIMARY KEY,
     team_id uuid REFERENCES team,
     version integer NOT NULL,
     email text NOT NULL CHECK (email = lower(email)),
     password_hash text NOT NULL,
     name text NOT NULL,
     roles text[] NOT NULL,
     capacity integer,
     active boolean NOT NULL,
     removed boolean NOT NULL DEFAULT false,
     changed_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT account_of_team CHECK (
       CASE WHEN team_id IS NULL THEN roles = '{operator}'
            ELSE roles <@ '{manager,agent}' AND cardinality(roles) > 0 END)
   )`,
  // The address of a removed account may be used again.
  `CREATE UNIQUE INDEX account_email ON account (email) WHERE NOT removed`,
  `CREATE INDEX account_team ON account (team_id, id)`,
  `CREATE TABLE channel (
     id uuid PRIMARY KEY,
     team_id uuid NOT NULL REFERENCES team,
     version integer NOT NULL,
     name text NOT NULL,
     allowed_origins text[] NOT NULL,
     removed boolean NOT NULL DEFAULT false,
     changed_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX channel_team ON channel (team_id, id)`,
  // Only the hash of a key's random part is kept. A revoked key is deleted.
  `CREATE TABLE channel_key (
     key_id text PRIMARY KEY,
     channel_id uuid NOT NULL REFERENCES channel,
     kind text NOT NULL,
     sha256 text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz
   )`,
  `CREATE INDEX channel_key_channel ON channel_key (channel_id)`,
  `CREATE TABLE signing_key (
     kid text PRIMARY KEY,
     private_jwk jsonb NOT NULL,
     signs_from timestamptz NOT NULL
   )`,
  `CREATE TABLE login_attempt (
     subject text PRIMARY KEY,
     attempts integer NOT NULL,
     window_ends timestamptz NOT NULL
   )`,
  `CREATE INDEX login_attempt_end ON login_attempt (window_ends)`,
  `CREATE TABLE republished (at timestamptz NOT NULL)`,
  `INSERT INTO republished VALUES ('-infinity')`,
];
