import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Starts the standalone Switchboard that end-to-end suites share, each with a team of its own: to start one takes seven
 * seconds of a core, and most suites neither stop nor configure it.
 * @returns {Promise<{environment: {SHARED_STANDALONE: string}, stop: () => Promise<void>}>} the environment of the suites has
 * its `url`, the log-in (`email`, `password`) of an `operator`, who makes their teams, and its `databaseUrl`, as JSON
 * @throws Error with what the program said, when it does not start
 */
export async function startSharedStandalone() {
  const { freePort, spawnProcess } = createRequire(import.meta.url)('@switchboard/testing');
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-'));
  const dataDir = join(folder, 'data');
  const port = String(await freePort());
  const operator = { email: 'operator@tests.example', password: randomBytes(18).toString('base64url') };
  const env = { PORT: port, SWITCHBOARD_DATA_DIR: dataDir, SWITCHBOARD_DEMO_AGENT: 'off', LOG_LEVEL: 'warn' };
  // Ctrl-C is for us, who stop it last: a second signal would end it before its database.
  const standalone = spawnProcess(process.execPath, ['apps/standalone/dist/main.js'], { env, detached: true });
  const stop = async () => {
    if (standalone.hasEnded()) console.error(`The shared standalone has ended by itself:\n${standalone.output()}`);
    await standalone.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await standalone.waitForLine(/Switchboard runs at/, 90_000);
    createOperator(dataDir, operator);
  } catch (error) {
    await stop();
    throw error;
  }
  const shared = { url: `http://127.0.0.1:${port}`, operator, databaseUrl: databaseOf(dataDir) };
  return { environment: { SHARED_STANDALONE: JSON.stringify(shared) }, stop };
}

function createOperator(dataDir, { email, password }) {
  const admin = ['apps/settings/dist/admin.main.js', 'create-operator', '--email', email, '--password-stdin'];
  const env = { ...process.env, DATABASE_URL: databaseOf(dataDir) };
  execFileSync(process.execPath, admin, { env, input: `${password}\n`, stdio: ['pipe', 'ignore', 'pipe'] });
}

/** The address of the PostgreSQL that runs on the folder; its fourth line of this file is the port. */
function databaseOf(dataDir) {
  const read = (file) => readFileSync(join(dataDir, file), 'utf8').split('\n');
  return `postgres://switchboard:${read('password')[0]}@127.0.0.1:${read('cluster/postmaster.pid')[3]}/switchboard`;
}
