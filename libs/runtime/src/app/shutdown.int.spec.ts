import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

/** A child process, what it has said so far, and how to wait for more. */
class Child {
  readonly out: string[] = [];
  err = '';
  private readonly process: ChildProcess;
  private readonly ended: Promise<[number | null]>;

  constructor(env: Record<string, string> = {}) {
    this.process = spawn(process.execPath, [join(__dirname, 'shutdown-child.support.cjs')], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (data: Buffer) => this.out.push(...data.toString().trim().split('\n')));
    this.process.stderr?.on('data', (data: Buffer) => (this.err += data.toString()));
    this.ended = once(this.process, 'exit') as Promise<[number | null]>;
  }

  async said(start: string): Promise<string> {
    for (const end = Date.now() + 8_000; Date.now() < end; await new Promise((r) => setTimeout(r, 10))) {
      const line = this.out.find((candidate) => candidate.startsWith(start));
      if (line !== undefined) return line;
    }
    this.kill('SIGKILL');
    throw new Error(`"${start}" was not said; instead: ${this.out.join(' | ')} ${this.err}`);
  }

  async ready(): Promise<string> {
    return (await this.said('ready')).replace('ready ', '');
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  async exitCode(): Promise<number | null> {
    return (await this.ended)[0];
  }
}

beforeAll(() => {
  // The child runs what is built; this takes half a second when it is up to date.
  const compiler = join(dirname(require.resolve('typescript-native/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [compiler, '-b', join(__dirname, '../..')]);
}, 60_000);

it.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s finishes the batch, the request and the stream, closes pools last, and exits 0',
  async (signal) => {
    const child = new Child();
    const url = await child.ready();
    const slow = fetch(`${url}/test/slow`);
    const stream = await fetch(`${url}/test/stream`);
    await child.said('slow begun');

    child.kill(signal);

    expect((await slow).status).toBe(200);
    expect(await stream.text()).toContain('event: bye');
    expect(await child.exitCode()).toBe(0);
    expect(child.out.slice(0, 1)).toEqual(['consumer started']);
    expect(child.out.slice(-1)).toEqual(['pools closed']);
    expect(child.out.indexOf('batch finished')).toBeLessThan(child.out.indexOf('streams ended'));
    expect(child.out).toContain('slow answered');
    expect(child.err).toBe('');
  },
  15_000,
);

it('is not ready any more while the batch in flight is finished', async () => {
  const child = new Child({ BATCH_MS: '500' });
  const url = await child.ready();

  child.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const ready = await fetch(`${url}/health/ready`);

  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ checks: { shutdown: 'down' } });
  expect(await child.exitCode()).toBe(0);
}, 15_000);

it('is forced by a second signal', async () => {
  const child = new Child({ BATCH_MS: '1500' });
  await child.ready();

  child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill('SIGINT');

  expect(await child.exitCode()).toBe(1);
  expect(child.out).not.toContain('batch finished');
}, 15_000);

it('is forced when it takes too long', async () => {
  const child = new Child({ BATCH_MS: '60000' });
  await child.ready();

  child.kill('SIGTERM');

  expect(await child.exitCode()).toBe(1);
}, 15_000);

it.each([
  ['a part that failed for good', { FAIL: '1' }, undefined],
  ['an error that nobody caught', {}, '/test/crash'],
])(
  'ends in order, but with 1, after %s',
  async (_, env: Record<string, string>, path) => {
    const child = new Child(env);
    const url = await child.ready();
    if (path !== undefined) await fetch(url + path).catch(() => undefined);

    expect(await child.exitCode()).toBe(1);
    expect(child.out).toContain('batch finished');
    expect(child.out).toContain('pools closed');
  },
  15_000,
);

it('says in one line that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;

  const child = new Child({ PORT: String(port) });

  expect(await child.exitCode()).toBe(1);
  expect(child.err).toBe(`Port ${port} is taken on 127.0.0.1: stop what listens there, or set PORT.\n`);
  expect(child.out).toEqual([]);
  other.close();
}, 15_000);
