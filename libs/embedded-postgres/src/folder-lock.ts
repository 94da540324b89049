import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres.error';
import { startOf } from './processes';

/**
 * Claims the folder for this process until `release` is called or the process is gone. The file names the process by
 * pid and start time, so that a killed owner, or a stranger who got its pid, holds nobody up.
 * @throws EmbeddedPostgresError IN_USE when another live process (or this one, earlier) has it.
 */
export function lockFolder(folder: string): { release: () => void } {
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}\n`;
  // Two rounds: the first may have to clear away the lock of a dead owner.
  for (let round = 0; round < 2; round++) {
    if (take(path, mine)) return { release: () => release(path, mine) };
    clearIfDead(path, folder);
  }
  throw inUse(folder, 'another process');
}

function take(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, path); // unlike a plain write, the lock is never seen half written
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function clearIfDead(path: string, folder: string): void {
  const content = read(path);
  if (content === undefined) return;
  const [pid, start] = content.trim().split(' ');
  if (startOf(Number(pid)) === start) throw inUse(folder, `process ${pid}`);
  const aside = `${path}.dead.${process.pid}`;
  renameSync(path, aside);
  if (read(aside) !== content) {
    linkSync(aside, path); // somebody else was faster and this is their living lock: give it back
    rmSync(aside);
    throw inUse(folder, 'another process');
  }
  rmSync(aside);
}

function release(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function inUse(folder: string, owner: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('IN_USE', `The data folder ${folder} is in use by ${owner}: stop that one first.`);
}
