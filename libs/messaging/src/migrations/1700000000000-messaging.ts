import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tables that every service has for messaging, in its own schema.
 *
 * `outbox.state`: 0 waits to be sent; 1 kept, the last row of its key of a compacted topic (in-process broker only);
 * 2 set aside, refused for good by the broker. Only waiting rows are in the index the relay reads.
 */
export class Messaging1700000000000 implements MigrationInterface {
  name = 'Messaging1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        shard smallint NOT NULL,
        state smallint NOT NULL DEFAULT 0,
        topic text NOT NULL,
        key text,
        headers text,
        payload text,
        raw bytea,
        raw_key bytea,
        error text,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX outbox_waiting ON outbox (shard, id) WHERE state = 0`);
    await runner.query(`CREATE INDEX outbox_kept ON outbox (topic, key, id) WHERE state = 1`);
    await runner.query(`CREATE INDEX outbox_set_aside ON outbox (id) WHERE state = 2`);
    // Rows come and go all the time: an early vacuum keeps the index short.
    await runner.query(
      `ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000)`,
    );
    await runner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        source text NOT NULL,
        event_id text NOT NULL,
        processed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, source, event_id)
      )`);
    await runner.query(`CREATE INDEX inbox_processed_at ON inbox USING brin (processed_at)`);
    await runner.query(`
      CREATE TABLE dead_letter (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        key bytea,
        value bytea,
        headers text NOT NULL,
        error_code text NOT NULL,
        error_detail text NOT NULL,
        failed_at timestamptz NOT NULL DEFAULT now(),
        redriven_at timestamptz,
        UNIQUE (consumer, topic, partition, "offset")
      )`);
    await runner.query(`CREATE INDEX dead_letter_failed_at ON dead_letter (failed_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dead_letter, inbox, outbox');
  }
}
