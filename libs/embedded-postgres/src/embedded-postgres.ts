import type { ChildProcess } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Binaries, findBinaries } from './binaries';
import { ensureCluster, readPassword, run, superuser } from './cluster';
import { connectWhenReady, ensureDatabase } from './connecting';
import { checkMajorVersion, type DataFolder, giveTo, openDataFolder, ownerOfCluster } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import { lockFolder } from './folder-lock';
import { freePort, host } from './ports';
import { forgetDeadPostmaster, lastComplaint, launchPostmaster, runningPostmaster, stopPostmaster } from './postmaster';
import { accountForRoot, createLauncher, type Launcher } from './unprivileged';

export interface EmbeddedPostgresOptions {
  /** Folder that belongs to the server alone; made if it is missing. Its next start finds the data again. */
  dataDir: string;
  /** Port on 127.0.0.1; a free one by default. */
  port?: number;
  /** Database to create if it is missing. */
  database: string;
  /** Called with a line before each step that takes a person's time. */
  onProgress?: (line: string) => void;
  /** Called with a line when the server ends without having been stopped. */
  onCrash?: (line: string) => void;
  /** More server settings, e.g. `{ max_connections: '500' }`. */
  settings?: Record<string, string>;
}

/** A real PostgreSQL server from an npm package, owned by this process: no installation, no Docker. */
export class EmbeddedPostgres {
  private stopping?: Promise<void>;

  private constructor(
    /** `postgres://…` of the database, with the password. */
    readonly url: string,
    private readonly end: () => Promise<void>,
  ) {}

  /**
   * Starts the server on the folder, after stopping one that a killed process left running there.
   * @throws EmbeddedPostgresError with one line that says what to do.
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const binaries = findBinaries();
    const folder = openDataFolder(resolve(options.dataDir));
    const lock = lockFolder(folder.path);
    try {
      const account = accountForRoot(ownerOfCluster(folder));
      const launcher = createLauncher(binaries, folder.path, account);
      return await startLocked(options, folder, binaries, launcher, lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Stops the server and frees the folder. Calling it again gives the same result. */
  stop(): Promise<void> {
    return (this.stopping ??= this.end());
  }

  /** @internal */
  static running(url: string, end: () => Promise<void>): EmbeddedPostgres {
    return new EmbeddedPostgres(url, end);
  }
}

async function startLocked(
  options: EmbeddedPostgresOptions,
  folder: DataFolder,
  binaries: Binaries,
  launcher: Launcher,
  release: () => void,
): Promise<EmbeddedPostgres> {
  const progress = options.onProgress ?? (() => undefined);
  giveTo(launcher.account, folder.path);
  checkMajorVersion(folder, await majorVersion(binaries, launcher));
  if (runningPostmaster(folder) !== undefined) {
    progress('PostgreSQL: stopping the server that an earlier run left behind');
    await stopPostmaster(folder, binaries, launcher);
  }
  await forgetDeadPostmaster(folder);
  if (!existsSync(folder.cluster)) progress(`PostgreSQL: creating the database files in ${folder.path}`);
  await ensureCluster(folder, binaries, launcher);
  const port = await freePort(options.port);
  const credentials = `${superuser}:${encodeURIComponent(readPassword(folder))}`;
  const url = (database: string): string => `postgres://${credentials}@${host}:${port}/${encodeURIComponent(database)}`;
  const logStart = existsSync(folder.log) ? statSync(folder.log).size : 0;
  const server = launchPostmaster(folder, binaries, launcher, serverArguments(port, options.settings));
  try {
    const complaint = (): string => lastComplaint(folder, logStart);
    await connectWhenReady({ url: url('postgres'), server, complaint, progress });
    await ensureDatabase(url('postgres'), options.database);
  } catch (error) {
    await stopPostmaster(folder, binaries, launcher);
    throw error;
  }
  const watched = watch(server, (line) => options.onCrash?.(`${line}: ${lastComplaint(folder, logStart)}`));
  return EmbeddedPostgres.running(url(options.database), async () => {
    watched.expectEnd();
    await stopPostmaster(folder, binaries, launcher);
    release();
  });
}

function serverArguments(port: number, settings: Record<string, string> = {}): string[] {
  const all: Record<string, string> = {
    listen_addresses: host,
    port: String(port),
    unix_socket_directories: '', // TCP only: one way in, and no long path to trip over
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function majorVersion(binaries: Binaries, launcher: Launcher): Promise<string> {
  const { code, output } = await run(launcher, binaries.postgres, ['--version']);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code === 0 && major) return major;
  throw new EmbeddedPostgresError('NOT_INSTALLED', `The embedded PostgreSQL does not run here: ${output.trim()}`);
}

function watch(server: ChildProcess, onCrash: (line: string) => void): { expectEnd(): void } {
  let expected = false;
  server.once('exit', (code, signal) => {
    if (!expected) onCrash(`PostgreSQL ended unexpectedly (${signal ?? `exit code ${code}`})`);
  });
  return { expectEnd: () => void (expected = true) };
}
