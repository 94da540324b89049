// The floor: nothing but the same outbox rows in the same batches, one transaction each. The engine cannot be faster.
import { CHUNK, withEngine } from '../engine-under-test.mjs';
import { withClient } from '../database.mjs';

const CHUNKS = 20;

const INSERT = `
  INSERT INTO outbox (shard, topic, key, headers, payload)
  SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], string_to_array($5, E'\\x1e'))`;

/** The rows of some chunks as the engine writes them, as parameters of the statement; the table is empty afterwards. */
async function rowsOfEngine(url, source) {
  await withEngine(url, async (engine) => {
    for (let i = 0; i < CHUNKS; i++) await engine.deliver('routing.requests', source.take(CHUNK));
  });
  return withClient(url, async (client) => {
    const { rows } = await client.query('SELECT shard, topic, key, headers, payload FROM outbox ORDER BY id');
    await client.query('TRUNCATE outbox');
    const perChunk = rows.length / CHUNKS;
    return Array.from({ length: CHUNKS }, (_, i) => parametersOf(rows.slice(i * perChunk, (i + 1) * perChunk)));
  });
}

/** Ready to be sent: nothing is escaped or joined while it is measured. */
function parametersOf(rows) {
  const column = (name) => `{${rows.map((row) => row[name] ?? 'NULL').join()}}`;
  return [...['shard', 'topic', 'key', 'headers'].map(column), rows.map((row) => row.payload).join('\u001e')];
}

/** Chats a second whose outbox rows are inserted. */
export async function outboxFloorRate(url, source, seconds) {
  const chunks = await rowsOfEngine(url, source);
  return withClient(url, async (client) => {
    let done = 0;
    const began = performance.now();
    const until = began + seconds * 1000;
    for (; performance.now() < until; done++) {
      await client.query('BEGIN');
      await client.query({ name: 'insert', text: INSERT, values: chunks[done % CHUNKS] });
      await client.query('COMMIT');
    }
    return (done * CHUNK * 1000) / (performance.now() - began);
  });
}
