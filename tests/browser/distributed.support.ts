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

  /** For who belongs to no team. */
  static withoutTeam(url: string): DistributedAtWork {
    return new DistributedAtWork(url);
  }

  static async create(installation: Installation, url: string, method: 'manual' | 'automatic') {
    const at = new DistributedAtWork(url);
    const email = `boss-${Math.random().toString(36).slice(2)}@example.com`;
    const args = ['create-team', '--name', 'Support', '--manager-email', email, '--method', method];
    const { password } = await installation.admin<{ password: string }>(...args);
    at.demo.accounts.push({ role: 'manager', name: 'Manager', email, password });
    const token = await at.logIn('Manager');
    for (const name of ['Kim', 'Lee', 'Park'])
      at.demo.accounts.push({ role: 'agent', name, ...(await at.addAgent(name, token)) });
    await at.addChannel(token);
    return at;
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
