import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from './embedded-postgres';
import type { EmbeddedPostgresError } from './embedded-postgres.error';

const database = 'shop';
let used: string; // a data folder of an earlier start, to copy
let scratch: string;
let dataDir: string;
let running: EmbeddedPostgres[];
let children: ChildProcess[];

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
  chmodSync(folder, 0o755);
  return folder;
}

beforeAll(async () => {
  used = join(scratchFolder(), 'data');
  await (await EmbeddedPostgres.start({ dataDir: used, database })).stop();
});

afterAll(() => rmSync(dirname(used), { recursive: true, force: true }));

beforeEach(() => {
  scratch = scratchFolder();
  dataDir = join(scratch, 'data');
  running = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.stop()));
  stopWhatIsLeft();
  rmSync(scratch, { recursive: true, force: true });
});

/** A failed test must not leave a server behind. */
function stopWhatIsLeft(): void {
  const pid = postmasterPid();
  if (pid) process.kill(pid, 'SIGQUIT');
}

/** As after an earlier start: to make a cluster takes seconds, and only a first start is about that. */
function startedBefore(): void {
  execFileSync('cp', ['-a', used, dataDir]);
}

function postmasterPid(): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

async function start(options: Partial<Parameters<typeof EmbeddedPostgres.start>[0]> = {}): Promise<EmbeddedPostgres> {
  const server = await EmbeddedPostgres.start({ dataDir, database, ...options });
  running.push(server);
  return server;
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Starts the server from another process, which prints the URL and then writes rows until it is killed. */
async function startInChild(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(__dirname, '../test/writer.cjs'), dataDir, database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of child.stdout) return { child, url: String(line).trim() };
  throw new Error('the child ended without an address');
}

async function refused(
  options: Partial<Parameters<typeof EmbeddedPostgres.start>[0]> = {},
): Promise<EmbeddedPostgresError> {
  const error = await start(options).then(
    () => undefined,
    (reason: unknown) => reason as EmbeddedPostgresError,
  );
  if (!error) throw new Error('the start was not refused');
  expect(error.name).toBe('EmbeddedPostgresError');
  expect(error.message).not.toContain('\n');
  return error;
}

describe('a first start', () => {
  it('creates the cluster, says so, listens on 127.0.0.1 only and keeps the password to itself', async () => {
    const lines: string[] = [];
    const { url } = await start({ onProgress: (line) => lines.push(line) });
    expect(lines).toEqual([`PostgreSQL: creating the database files in ${dataDir}`]);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const settings = await query<{ name: string; setting: string }>(
      url,
      `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'fsync', 'unix_socket_directories') ORDER BY 1`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', '127.0.0.1', '']);
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('makes good what a start that was killed during initdb left', async () => {
    startedBefore();
    rmSync(join(dataDir, 'cluster'), { recursive: true });
    mkdirSync(join(dataDir, 'cluster.new'));
    writeFileSync(join(dataDir, 'cluster.new', 'PG_VERSION'), 'half');
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a later start', () => {
  beforeEach(startedBefore);

  it('finds the data again after a stop', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE note AS SELECT 42 AS number');
    await first.stop();
    expect(postmasterPid()).toBeUndefined();
    const lines: string[] = [];
    const second = await start({ onProgress: (line) => lines.push(line) });
    expect(await query(second.url, 'SELECT number FROM note')).toEqual([{ number: 42 }]);
    expect(lines).toEqual([]);
  });

  it('stops the server that a killed process left running, and has every committed row', async () => {
    const { child, url } = await startInChild();
    await new Promise((done) => setTimeout(done, 500));
    const before = await query<{ count: number }>(url, 'SELECT count(*)::int AS count FROM note');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const orphan = postmasterPid();
    expect(orphan && process.kill(orphan, 0)).toBe(true);
    const lines: string[] = [];
    const server = await start({ onProgress: (line) => lines.push(line) });
    expect(lines).toEqual(['PostgreSQL: stopping the server that an earlier run left behind']);
    expect(postmasterPid()).not.toBe(orphan);
    const [after] = await query<{ count: number }>(server.url, 'SELECT count(*)::int AS count FROM note');
    expect(before[0]?.count).toBeGreaterThan(0);
    expect(after?.count).toBeGreaterThanOrEqual(before[0]?.count ?? 0);
  });

  it('recovers when the server was killed as well', async () => {
    const { child, url } = await startInChild();
    await query(url, `INSERT INTO note VALUES (-1)`);
    process.kill(Number(postmasterPid()), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const server = await start();
    expect(await query(server.url, 'SELECT number FROM note WHERE number = -1')).toEqual([{ number: -1 }]);
  });
});

describe('Ctrl-C at the terminal', () => {
  beforeEach(startedBefore);

  it('reaches the process but not the server, which the process stops itself', async () => {
    const { url } = await start();
    const session = (pid: number): string =>
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[3] ?? '';
    expect(session(Number(postmasterPid()))).not.toBe(session(process.pid));
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a server that dies', () => {
  beforeEach(startedBefore);

  it('is reported in one line', async () => {
    const crashed = new Promise<string>(
      (onCrash) => void start({ onCrash }).then(() => process.kill(Number(postmasterPid()), 'SIGQUIT')),
    );
    expect(await crashed).toMatch(/^PostgreSQL ended unexpectedly/);
  });
});

describe('a start is refused', () => {
  it('on a folder in use, by this process or another', async () => {
    startedBefore();
    await start();
    expect(await refused()).toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
    dataDir = join(scratch, 'other');
    startedBefore();
    const { child } = await startInChild();
    expect(await refused()).toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining(`process ${child.pid}`) as string,
    });
  });

  it('on a folder with foreign files, which it leaves alone', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'thesis.txt'), 'mine');
    expect((await refused()).code).toBe('FOREIGN_FOLDER');
    expect(readFileSync(join(dataDir, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  it('on a folder that cannot be made', async () => {
    writeFileSync(dataDir, 'a file');
    expect((await refused()).code).toBe('UNWRITABLE_FOLDER');
  });

  it('on data of another major version', async () => {
    startedBefore();
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '15\n');
    expect(await refused()).toMatchObject({
      code: 'OTHER_VERSION',
      message: expect.stringContaining('PostgreSQL 15') as string,
    });
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '18\n');
    await start(); // and the folder is free again
  });

  it('on a taken port', async () => {
    startedBefore();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const error = await refused({ port }).finally(() => other.close());
    expect(error).toMatchObject({ code: 'PORT_TAKEN', message: `Port ${port} of 127.0.0.1 is taken.` });
  });

  it('with settings that PostgreSQL refuses, with its reason', async () => {
    startedBefore();
    const error = await refused({ settings: { shared_buffers: 'much' } });
    expect(error).toMatchObject({ code: 'START_FAILED', message: expect.stringContaining('shared_buffers') as string });
    await start();
  });
});

const isRoot = process.getuid?.() === 0;
(isRoot ? it : it.skip)(
  'runs below a folder that only root may enter, when root starts it (skipped for others)',
  async () => {
    chmodSync(scratch, 0o700);
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(statSync(join(dataDir, 'cluster')).uid).not.toBe(0);
  },
);

(isRoot ? it : it.skip)(
  'refuses a folder that this user may not write (as an ordinary user; skipped where there is no setpriv)',
  () => {
    mkdirSync(dataDir, { mode: 0o755 });
    const root = resolve(__dirname, '../../..');
    const child = spawnSync(
      'setpriv',
      [
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
        process.execPath,
        join(__dirname, '../test/writer.cjs'),
        dataDir,
        database,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect(child.stderr).toContain(`The data folder ${dataDir} cannot be written (EACCES)`);
  },
);
