import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries';
import { run } from './cluster';
import { type DataFolder, giveTo } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import { isPostmasterOf, processesIn } from './processes';
import type { Launcher } from './unprivileged';

const largestLog = 10 * 1024 * 1024; // bytes; an older log is kept beside it once

/** The pid of a live postmaster of this cluster, also one that a killed parent left behind. */
export function runningPostmaster(folder: DataFolder): number | undefined {
  const file = join(folder.cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return pid > 1 && isPostmasterOf(pid, folder.cluster) ? pid : undefined;
}

/**
 * Takes away what tells PostgreSQL of a postmaster that is no more. PostgreSQL itself only asks whether the pid exists,
 * and it still does where nobody reaps the dead, or where a stranger has it (pids repeat in a restarted container).
 * The backends of a killed postmaster may outlive it for a moment, and no new one may start before they are gone.
 * @throws EmbeddedPostgresError STOP_FAILED when they stay.
 */
export async function forgetDeadPostmaster(folder: DataFolder): Promise<void> {
  if (process.platform !== 'linux' || runningPostmaster(folder) !== undefined) return;
  const began = Date.now();
  for (let left = processesIn(folder.cluster); left.length > 0; left = processesIn(folder.cluster)) {
    const waited = Date.now() - began;
    if (waited > 15_000) {
      const pids = left.join(', ');
      throw new EmbeddedPostgresError(
        'STOP_FAILED',
        `Processes ${pids} of an earlier PostgreSQL on ${folder.path} stay.`,
      );
    }
    // SIGQUIT ends a backend without any writing; recovery makes good what it had begun.
    if (waited > 3_000) for (const pid of left) signal(pid, 'SIGQUIT');
    await sleep(50);
  }
  rmSync(join(folder.cluster, 'postmaster.pid'), { force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone in the meantime
  }
}

/** Starts `postgres` in a session of its own: Ctrl-C at the terminal reaches only us, and we stop it last. */
export function launchPostmaster(
  folder: DataFolder,
  binaries: Binaries,
  launcher: Launcher,
  args: string[],
): ChildProcess {
  if (existsSync(folder.log) && statSync(folder.log).size > largestLog) renameSync(folder.log, `${folder.log}.1`);
  const log = openSync(folder.log, 'a', 0o600);
  giveTo(launcher.account, folder.log);
  // Its output goes to a file and not through us, so that it can go on (and be stopped properly) when we are killed.
  const stdio: ['ignore', number, number] = ['ignore', log, log];
  const child = launcher.spawn(binaries.postgres, ['-D', folder.cluster, ...args], { cwd: '/', detached: true, stdio });
  closeSync(log);
  child.on('error', () => undefined); // seen as an exit by whoever waits
  return child;
}

/**
 * Stops the postmaster: open transactions are rolled back, what was committed is on disk.
 * @throws EmbeddedPostgresError STOP_FAILED when it is still there after a fast and an immediate shutdown.
 */
export async function stopPostmaster(folder: DataFolder, binaries: Binaries, launcher: Launcher): Promise<void> {
  for (const [mode, seconds] of [
    ['fast', 60],
    ['immediate', 20],
  ] as const) {
    if (runningPostmaster(folder) === undefined) return;
    await run(launcher, binaries.pgCtl, ['stop', '-D', folder.cluster, '-m', mode, '-w', '-t', String(seconds)]);
  }
  const pid = runningPostmaster(folder);
  if (pid !== undefined) {
    throw new EmbeddedPostgresError('STOP_FAILED', `PostgreSQL (process ${pid}) on ${folder.path} does not stop.`);
  }
}

/** The last complaint in the log since `from` (bytes), for an error message. */
export function lastComplaint(folder: DataFolder, from: number): string {
  const lines = existsSync(folder.log) ? readFileSync(folder.log).subarray(from).toString().split('\n') : [];
  return (
    lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ??
    lines.findLast((line) => line !== '') ??
    ''
  ).trim();
}
