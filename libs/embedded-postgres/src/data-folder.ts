import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres.error';
import type { Account } from './unprivileged';

const marker = 'switchboard-data.json';
const format = 1;

/** Where things lie inside the data folder. */
export interface DataFolder {
  readonly path: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly log: string;
}

/**
 * Makes the folder ours, or sees that it is already.
 * @throws EmbeddedPostgresError FOREIGN_FOLDER when it holds something else, UNWRITABLE_FOLDER, OTHER_VERSION.
 */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const entries = readdirSync(path);
    if (entries.length > 0) checkOurs(path, entries);
    accessSync(path, constants.W_OK | constants.X_OK);
    if (entries.length === 0) writeFileSync(join(path, marker), `${JSON.stringify({ format })}\n`, { mode: 0o644 });
  } catch (cause) {
    throw cause instanceof EmbeddedPostgresError ? cause : unwritable(path, cause);
  }
  return {
    path,
    cluster: join(path, 'cluster'),
    passwordFile: join(path, 'password'),
    log: join(path, 'postgres.log'),
  };
}

function checkOurs(path: string, entries: string[]): void {
  if (!entries.includes(marker)) {
    const remedy = 'name another one with SWITCHBOARD_DATA_DIR';
    throw new EmbeddedPostgresError(
      'FOREIGN_FOLDER',
      `The folder ${path} is not empty and is no data folder of Switchboard: ${remedy}.`,
    );
  }
  const written = (JSON.parse(readFileSync(join(path, marker), 'utf8') || '{}') as { format?: number }).format;
  if (written !== undefined && written !== format) {
    throw new EmbeddedPostgresError(
      'OTHER_VERSION',
      `The data folder ${path} has format ${written}, this Switchboard reads format ${format}.`,
    );
  }
}

/** @throws EmbeddedPostgresError OTHER_VERSION when another major version of PostgreSQL wrote the cluster. */
export function checkMajorVersion(folder: DataFolder, ours: string): void {
  const file = join(folder.cluster, 'PG_VERSION');
  if (!existsSync(file)) return;
  const theirs = readFileSync(file, 'utf8').trim();
  if (theirs === ours) return;
  throw new EmbeddedPostgresError(
    'OTHER_VERSION',
    `The data folder ${folder.path} was written by PostgreSQL ${theirs}, this Switchboard brings ${ours}: ` +
      'move the data with pg_dump, or name another folder with SWITCHBOARD_DATA_DIR.',
  );
}

/** The uid that owns the cluster, if there is one. */
export function ownerOfCluster(folder: DataFolder): number | undefined {
  return existsSync(folder.cluster) ? statSync(folder.cluster).uid : undefined;
}

/** Gives a file or folder to the account that PostgreSQL runs as, where that is another one. */
export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

function unwritable(path: string, cause: unknown): EmbeddedPostgresError {
  const reason = systemCode(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  const remedy = 'name another one with SWITCHBOARD_DATA_DIR';
  return new EmbeddedPostgresError(
    'UNWRITABLE_FOLDER',
    `The data folder ${path} cannot be written (${reason}): ${remedy}.`,
    { cause },
  );
}
