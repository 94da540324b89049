import type { Session } from '@switchboard/contracts';
import { eventually } from '@switchboard/testing';

export interface Answer<T> {
  status: number;
  body: T;
}

/** The log-ins and keys of a team that is there to be tried; agents are Kim, Lee and Park, the manager is Manager. */
export interface Demo {
  publishableKey: string;
  channelKey: string;
  accounts: { role: string; name: string; email: string; password: string }[];
}

/** A Switchboard behind one address, in whichever shape, with a team whose log-ins are known. */
export abstract class SwitchboardAtWork {
  abstract get url(): string;
  abstract get demo(): Demo;
  private readonly sessions = new Map<string, Promise<Session>>();

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

  async logIn(name: string): Promise<string> {
    return (await this.sessionOf(name)).token;
  }

  /** Of an account: one for all who ask, as each log-in takes a third of a second of a core. It lasts an hour. */
  sessionOf(name: string): Promise<Session> {
    const known = this.sessions.get(name) ?? this.beginSession(name);
    this.sessions.set(name, known);
    return known;
  }

  private async beginSession(name: string): Promise<Session> {
    const account = this.demo.accounts.find((each) => each.name === name);
    const credentials = { email: account?.email, password: account?.password, client: 'browser' };
    return (await this.call<Session>('POST', 'settings/sessions', '', credentials)).body;
  }

  /** Another agent, whom notification and routing have come to know. */
  async addAgent(name: string, managerToken: string): Promise<{ email: string; password: string }> {
    const email = `agent-${Math.random().toString(36).slice(2)}@example.com`;
    const made = await this.call<{ id: string; initialPassword: string }>(
      ...(['POST', 'settings/agents', managerToken, { name, email, capacity: null }] as const),
    );
    const credentials = { email, password: made.body.initialPassword, client: 'browser' };
    const { token } = (await this.call<{ token: string }>('POST', 'settings/sessions', '', credentials)).body;
    await eventually(() => this.opensStream(token), { timeoutMs: 30_000 });
    await eventually(
      async () => {
        const { body } = await this.call<{ items: { id: string }[] }>('GET', 'routing/agents', managerToken);
        expect(body.items.map(({ id }) => id)).toContain(made.body.id);
      },
      { timeoutMs: 30_000 },
    );
    return { email, password: made.body.initialPassword };
  }

  private async opensStream(token: string): Promise<void> {
    const stream = new AbortController();
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
    const { status } = await fetch(`${this.url}/api/v1/notification/stream`, { headers, signal: stream.signal });
    stream.abort();
    expect(status).toBe(200);
  }
}
