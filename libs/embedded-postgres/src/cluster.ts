import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Binaries } from './binaries';
import { type DataFolder, giveTo } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import type { Launcher } from './unprivileged';

export const superuser = 'switchboard';

/** Runs a program to its end; resolves with its exit code (null: killed) and all that it printed. */
export function run(
  launcher: Launcher,
  program: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  // '/' because PostgreSQL's programs fail in a working folder that they may not read. An own session, so that Ctrl-C
  // at the terminal does not interrupt them half way.
  const child = launcher.spawn(program, args, { cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/**
 * Creates the cluster if there is none. It is made aside and renamed when complete, so that a start that was killed half
 * way leaves nothing that looks like a database.
 * @throws EmbeddedPostgresError START_FAILED with what initdb said.
 */
export async function ensureCluster(folder: DataFolder, binaries: Binaries, launcher: Launcher): Promise<void> {
  if (existsSync(folder.cluster)) return;
  const draft = `${folder.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(launcher.account, draft);
  rmSync(folder.passwordFile, { force: true });
  writeFileSync(folder.passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  giveTo(launcher.account, folder.passwordFile);
  const { code, output } = await run(launcher, binaries.initdb, initdbArguments(draft, folder.passwordFile));
  if (code !== 0) {
    const said = output.trim().split('\n').at(-1) ?? '';
    throw new EmbeddedPostgresError('START_FAILED', `PostgreSQL could not create its database files: ${said}`);
  }
  renameSync(draft, folder.cluster);
}

/** The superuser's password as text. */
export function readPassword(folder: DataFolder): string {
  return readFileSync(folder.passwordFile, 'utf8').trim();
}

function initdbArguments(cluster: string, passwordFile: string): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    // The same sorting and case rules on every machine, whatever locales it has.
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
}
