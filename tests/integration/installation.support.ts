import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  createTestDatabase,
  freePort,
  KafkaTestClient,
  type SpawnedProcess,
  spawnProcess,
  type TestDatabase,
  testNamespace,
} from '@switchboard/testing';

const root = join(__dirname, '../..');
export const services = ['settings', 'intake', 'routing', 'notification'] as const;
export type Service = (typeof services)[number];

export interface Answer<T> {
  status: number;
  body: T;
}

export interface NewAgent {
  id: string;
  email: string;
  password: string;
}

/** Two processes of each service on a database and a Kafka namespace of their own; reached as their clients reach them. */
export class Installation {
  readonly namespace = testNamespace();
  readonly kafka = new KafkaTestClient();
  private readonly ports = new Map<string, number>();
  private readonly processes = new Map<string, SpawnedProcess>();

  private constructor(private readonly database: TestDatabase) {}

  static async start(): Promise<Installation> {
    const installation = new Installation(await createTestDatabase());
    for (const service of services)
      for (const instance of [0, 1]) installation.ports.set(`${service}-${instance}`, await freePort());
    await installation.run('apps/standalone/dist/migrate.main.js');
    const all = services.flatMap((service) => [0, 1].map((instance) => ({ service, instance })));
    try {
      await Promise.all(all.map(({ service, instance }) => installation.launch(service, instance)));
    } catch (error) {
      await installation.stop(); // whoever has been given none cannot
      throw error;
    }
    return installation;
  }

  url(service: Service, instance = 0): string {
    return `http://127.0.0.1:${this.ports.get(`${service}-${instance}`)}`;
  }

  topic(name: string): string {
    return this.namespace + name;
  }

  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]> {
    return this.database.query<Row>(sql, values);
  }

  /** Starts an instance and waits until it is ready. */
  async launch(service: Service, instance: number): Promise<void> {
    const env = { ...this.environment, PORT: String(this.ports.get(`${service}-${instance}`)) };
    const process = spawnProcess(globalThis.process.execPath, [`apps/${service}/dist/main.js`], { cwd: root, env });
    this.processes.set(`${service}-${instance}`, process);
    const until = Date.now() + 90_000;
    const health = `${this.url(service, instance)}/health/ready`;
    while (!(await fetch(health).catch(() => undefined))?.ok) {
      if (process.hasEnded() || Date.now() > until) throw new Error(`${service} is not ready:\n${process.output()}`);
      // Eight that start at once are asked: each question takes from the cores that they start on.
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  async kill(service: Service, instance: number): Promise<void> {
    await this.processes.get(`${service}-${instance}`)?.end('SIGKILL');
  }

  /** Instances whose process has ended, by a kill or by itself. */
  ended(): { service: Service; instance: number }[] {
    const all = services.flatMap((service) => [0, 1].map((instance) => ({ service, instance })));
    return all.filter(({ service, instance }) => this.processes.get(`${service}-${instance}`)?.hasEnded() ?? true);
  }

  /** What the instance's process of now has written. */
  output(service: Service, instance: number): string {
    return this.processes.get(`${service}-${instance}`)?.output() ?? '';
  }

  /** The admin command, as an operator types it; the JSON it prints. */
  async admin<T>(...args: string[]): Promise<T> {
    return JSON.parse(await this.run('apps/settings/dist/admin.main.js', ...args, '--json')) as T;
  }

  async run(program: string, ...args: string[]): Promise<string> {
    const env = { ...process.env, ...this.environment };
    return (await promisify(execFile)(process.execPath, [program, ...args], { cwd: root, env })).stdout;
  }

  async call<T>(service: Service, method: string, path: string, o: CallOptions = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.url(service, o.instance)}/api/v1/${service}/${path}`, {
      method,
      headers: {
        ...(o.bearer && { authorization: `Bearer ${o.bearer}` }),
        ...(o.body !== undefined && { 'content-type': 'application/json' }),
        ...o.headers,
      },
      ...(o.body !== undefined && { body: JSON.stringify(o.body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as T };
  }

  async logIn(email: string, password: string): Promise<string> {
    return (await this.call<{ token: string }>('settings', 'POST', 'sessions', { body: { email, password } })).body
      .token;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.processes.values()].map((process) => process.end()));
    await this.kafka.close(this.namespace);
    await this.database.drop();
  }

  private get environment(): Record<string, string> {
    const issuers = ['settings', 'intake'] as const;
    const jwks = issuers.flatMap((service) =>
      [0, 1].map((instance) => `${this.url(service, instance)}/api/v1/${service}/jwks.json`),
    );
    return {
      DATABASE_URL: this.database.url,
      KAFKA_NAMESPACE: this.namespace,
      JWKS_URLS: jwks.join(','),
      LOG_LEVEL: 'warn',
    };
  }
}

export interface CallOptions {
  bearer?: string;
  body?: unknown;
  headers?: Record<string, string>;
  instance?: number;
}
