import { type ChildProcess, spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Binaries } from './binaries';
import { EmbeddedPostgresError } from './embedded-postgres.error';

/** A line of /etc/passwd, as far as it matters here. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Starts a program under the rights that PostgreSQL shall run with. */
export interface Launcher {
  /** The account that must own the cluster; undefined when that is simply the current one. */
  readonly account?: Account;
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
}

/** PostgreSQL refuses to run as root: root hands over to the owner of an older cluster, to `postgres`, or to `nobody`. */
export function accountForRoot(ownerOfCluster: number | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  const found =
    accounts.find(({ uid }) => uid !== 0 && uid === ownerOfCluster) ??
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody');
  if (found) return found;
  throw new EmbeddedPostgresError(
    'ROOT_REFUSED',
    'PostgreSQL does not run as root and there is no user postgres or nobody: start Switchboard as an ordinary user.',
  );
}

function readAccounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: String(name), uid: Number(uid), gid: Number(gid) }));
}

/**
 * Chooses how PostgreSQL is started: directly, as another account, or as another account that may look through folders
 * closed to it (a clone below a 0700 folder of root).
 * @throws EmbeddedPostgresError ROOT_REFUSED when no way works on this machine.
 */
export function createLauncher(binaries: Binaries, dataDir: string, account: Account | undefined): Launcher {
  if (!account) return { spawn: (program, args, options) => spawn(program, args, options) };
  const { uid, gid } = account;
  if (reaches(account, binaries.folder) && reaches(account, dirname(dataDir))) {
    return { account, spawn: (program, args, options) => spawn(program, args, { ...options, uid, gid }) };
  }
  const prefix = lookThroughClosedFolders(account);
  const probe = spawnSync('setpriv', [...prefix, binaries.postgres, '--version'], { cwd: '/', encoding: 'utf8' });
  if (probe.status !== 0) throw unreachable(account, dataDir, probe.error?.message ?? probe.stderr);
  return { account, spawn: (program, args, options) => spawn('setpriv', [...prefix, program, ...args], options) };
}

/**
 * CAP_DAC_READ_SEARCH is the right to read and to search what the file modes forbid, and nothing more. Without the
 * securebit access(2) would ignore it, and PostgreSQL's programs ask access(2) for each other ("invalid binary").
 */
function lookThroughClosedFolders({ uid, gid }: Account): string[] {
  const capability = ['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search'];
  return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...capability, '--securebits', '+no_setuid_fixup'];
}

/** Whether the account may search a folder and all above it, by their modes. */
function reaches({ uid, gid }: Account, folder: string): boolean {
  const { mode, uid: owner, gid: group } = statSync(folder);
  const search = uid === owner ? 0o100 : gid === group ? 0o010 : 0o001;
  const parent = dirname(folder);
  return (mode & search) !== 0 && (parent === folder || reaches({ uid, gid, name: '' }, parent));
}

function unreachable({ name }: Account, dataDir: string, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'ROOT_REFUSED',
    `PostgreSQL does not run as root, and user ${name} cannot reach the program or ${dataDir} (${reason.trim()}): ` +
      'start Switchboard as an ordinary user, or move it and its data out of folders that only root may enter.',
  );
}
