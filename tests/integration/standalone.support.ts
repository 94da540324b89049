import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type SpawnedProcess, spawnProcess } from '@switchboard/testing';
import { type Answer, type Demo, SwitchboardAtWork } from './switchboard.support';

/** `npm start` on a data folder of its own, as a person at the same machine would see it. */
export class StandaloneAtWork extends SwitchboardAtWork {
  readonly dataDir = join(mkdtempSync(join(tmpdir(), 'switchboard-')), 'data');
  process: SpawnedProcess | undefined;

  private constructor(readonly port: number) {
    super();
  }

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

  /** Requests a chat as the printed curl does. */
  requestChat(key: string): Promise<Answer<{ chatId: string; token: string }>> {
    const body = { customer: { id: key, name: 'Ann' }, firstMessage: 'Hello, is anybody there?' };
    return this.call('POST', 'intake/chats', this.demo.channelKey, body, key);
  }

  remove(): void {
    rmSync(join(this.dataDir, '..'), { recursive: true, force: true });
  }
}
