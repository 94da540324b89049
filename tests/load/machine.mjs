// What the numbers were measured on.
import os from 'node:os';
import { withClient } from './database.mjs';

/** @param {string} databaseUrl  @param {string[]} ways what startInfrastructure said that it chose */
export async function describeMachine(databaseUrl, ways) {
  const { rows } = await withClient(databaseUrl, (client) =>
    client.query(`SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync`),
  );
  const way = (name) => ways.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    postgres: `${rows[0].version}, fsync ${rows[0].fsync}, ${way('PostgreSQL')?.split(',')[0]}`,
    kafka: way('Kafka')?.split(',')[0] ?? 'none',
    loadBefore: Number(os.loadavg()[0].toFixed(2)),
  };
}
