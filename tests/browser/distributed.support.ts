import { join } from 'node:path';
import { eventually, freePort, type SpawnedProcess, spawnProcess } from '@switchboard/testing';
import { type Installation, services } from '../integration/installation.support';
import { type Demo, SwitchboardAtWork } from '../integration/switchboard.support';

const root = join(__dirname, '../..');

/** The edge in front of two processes of each service, with the web app, as `npm run start:services` has it. */
export async function startEdge(installation: Installation): Promise<{ url: string; process: SpawnedProcess }> {
  const port = await freePort();
  const upstreams = services.map((service) => [service, [0, 1].map((i) => installation.url(service, i))]);
  const program = `const { startEdge } = await import('./deploy/edge/local-edge.mjs');
    await startEdge(${port}, ${JSON.stringify(Object.fromEntries(upstreams))});
    console.log('The edge listens');`;
  const process = spawnProcess(globalThis.process.execPath, ['--input-type=module', '--eval', program], { cwd: root });
  await process.waitForLine(/The edge listens/);
  return { url: `http://127.0.0.1:${port}`, process };
}

/** A team of its own behind the edge, which all services have come to know. */
export class DistributedAtWork extends SwitchboardAtWork {
  readonly demo: Demo = { publishableKey: '', channelKey: '', accounts: [] };

  private constructor(readonly url: string) {
    super();
  }

  static async create(installation: Installation, url: string, method: 'manual' | 'automatic') {
    const at = new DistributedAtWork(url);
    const email = `boss-${Math.random().toString(36).slice(2)}@example.com`;
    const args = ['create-team', '--name', 'Support', '--manager-email', email, '--method', method];
    const { password } = await installation.admin<{ password: string }>(...args);
    at.demo.accounts.push({ role: 'manager', name: 'Manager', email, password });
    const token = await at.logIn('Manager');
    for (const name of ['Kim', 'Lee', 'Park']) await at.addAgent(name, token);
    await at.addChannel(token);
    return at;
  }

  private async addAgent(name: string, managerToken: string): Promise<void> {
    const email = `${name}-${Math.random().toString(36).slice(2)}@example.com`.toLowerCase();
    const made = await this.call<{ id: string; initialPassword: string }>(
      ...(['POST', 'settings/agents', managerToken, { name, email, capacity: null }] as const),
    );
    this.demo.accounts.push({ role: 'agent', name, email, password: made.body.initialPassword });
    const token = await this.logIn(name);
    // A new account comes to notification and to routing by way of Kafka.
    await eventually(() => this.opensStream(token), { timeoutMs: 30_000 });
    await eventually(
      async () => {
        const { body } = await this.call<{ items: { id: string }[] }>('GET', 'routing/agents', managerToken);
        expect(body.items.map(({ id }) => id)).toContain(made.body.id);
      },
      { timeoutMs: 30_000 },
    );
  }

  private async opensStream(token: string): Promise<void> {
    const stream = new AbortController();
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
    const { status } = await fetch(`${this.url}/api/v1/notification/stream`, { headers, signal: stream.signal });
    stream.abort();
    expect(status).toBe(200);
  }

  private async addChannel(managerToken: string): Promise<void> {
    const body = { name: 'Web', allowedOrigins: [this.url] };
    const made = await this.call<{ secretKey: string; publishableKey: string }>(
      ...(['POST', 'settings/channels', managerToken, body] as const),
    );
    Object.assign(this.demo, { channelKey: made.body.secretKey, publishableKey: made.body.publishableKey });
    // Intake knows the key once it refuses something else than the key.
    const unknown = `intake/chats/${crypto.randomUUID()}`;
    await eventually(async () => expect((await this.call('GET', unknown, this.demo.channelKey)).status).toBe(404), {
      timeoutMs: 30_000,
    });
  }
}
