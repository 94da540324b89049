import { EmbeddedPostgres } from '@switchboard/embedded-postgres';
import { freePort } from '@switchboard/testing';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Killable } from './killable';

/** PostgreSQL from npm, which every machine has: killed by the pid of its postmaster. */
export async function killablePostgres(): Promise<Killable> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-fault-postgres-'));
  chmodSync(dataDir, 0o711); // where root runs this, PostgreSQL's own user has to get in
  const port = await freePort();
  const begin = (): Promise<EmbeddedPostgres> =>
    EmbeddedPostgres.start({ dataDir, port, database: 'fault', settings: { max_connections: '400' } });
  let server = await begin();
  return {
    address: server.url,
    kill: async () => {
      const [pid] = readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await server.stop(); // finds nobody to stop any more, and frees the folder
    },
    start: async () => {
      server = await begin();
    },
    remove: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
