import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type SpawnedProcess, spawnProcess } from '@switchboard/testing';

interface Demo {
  publishableKey: string;
  channelKey: string;
  accounts: { role: string; name: string; email: string; password: string }[];
}

interface Answer<T> {
  status: number;
  body: T;
}

/** `npm start` on a data folder of its own, as a person at the same machine would see it. */
export class StandaloneAtWork {
  readonly dataDir = join(mkdtempSync(join(tmpdir(), 'switchboard-')), 'data');
  process: SpawnedProcess | undefined;

  private constructor(readonly port: number) {}

  static async prepare(): Promise<StandaloneAtWork> {
    return new StandaloneAtWork(await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get demo(): Demo {
    return JSON.parse(readFileSync(join(this.dataDir, 'demo.json'), 'utf8')) as Demo;
  }

  /** Another process of the program; `env` overrides. */
  launch(env: Record<string, string> = {}): SpawnedProcess {
    const own = { PORT: String(this.port), SWITCHBOARD_DATA_DIR: this.dataDir, LOG_LEVEL: 'warn' };
    return spawnProcess(process.execPath, ['apps/standalone/dist/main.js'], {
      cwd: join(__dirname, '../..'),
      env: { ...own, ...env },
    });
  }

  async start(env: Record<string, string> = {}): Promise<SpawnedProcess> {
    this.process = this.launch(env);
    await this.process.waitForLine(/Switchboard runs at/, 90_000);
    return this.process;
  }

  /** Sends SIGKILL or a polite signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    return (await this.process?.end(signal))?.code ?? null;
  }

  async call<T>(method: string, path: string, bearer: string, body?: unknown, key?: string): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  /** Requests a chat as the printed curl does. */
  requestChat(key: string): Promise<Answer<{ chatId: string; token: string }>> {
    const body = { customer: { id: key, name: 'Ann' }, firstMessage: 'Hello, is anybody there?' };
    return this.call('POST', 'intake/chats', this.demo.channelKey, body, key);
  }

  async logIn(name: string): Promise<string> {
    const account = this.demo.accounts.find((each) => each.name === name);
    const credentials = { email: account?.email, password: account?.password, client: 'browser' };
    const answer = await this.call<{ token: string }>('POST', 'settings/sessions', '', credentials);
    return answer.body.token;
  }

  remove(): void {
    rmSync(join(this.dataDir, '..'), { recursive: true, force: true });
  }
}
