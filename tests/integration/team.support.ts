import { readStream } from '@switchboard/client';
import type { StreamEvent } from '@switchboard/contracts';
import { eventually } from '@switchboard/testing';
import type { Answer, Installation } from './installation.support';
import { makeTeam } from './make-team.support';

export interface Chat {
  chatId: string;
  token: string;
}

/** A team as its manager made it: with a web channel, and agents who log in and hold their streams. */
export class Team {
  private requests = 0;
  /** The instance of intake that customers ask. */
  intakeInstance = 0;

  private constructor(
    readonly installation: Installation,
    readonly id: string,
    readonly managerToken: string,
    readonly channelKey: string,
  ) {}

  static async create(installation: Installation, method: 'manual' | 'automatic'): Promise<Team> {
    const suffix = Math.random().toString(36).slice(2);
    const email = `boss-${suffix}@example.com`;
    const made = await makeTeam(installation, { name: `Team ${suffix}`, method, managerEmail: email });
    const managerToken = await installation.logIn(email, made.managerPassword);
    const body = { name: 'Web', allowedOrigins: [] };
    const channel = await installation.call<{ secretKey: string }>('settings', 'POST', 'channels', {
      bearer: managerToken,
      body,
    });
    return new Team(installation, made.id, managerToken, channel.body.secretKey);
  }

  /** An agent on duty: logged in, connected and available. */
  async agent(name: string, capacity: number | null = null): Promise<Agent> {
    const email = `${name}-${Math.random().toString(36).slice(2)}@example.com`.toLowerCase();
    const body = { name, email, capacity };
    const created = await this.installation.call<{ id: string; initialPassword: string }>(
      'settings',
      'POST',
      'agents',
      {
        bearer: this.managerToken,
        body,
      },
    );
    const agent = new Agent(this, created.body.id, await this.installation.logIn(email, created.body.initialPassword));
    await agent.connect();
    await agent.isConnected(true);
    const available = { availability: 'available' };
    await this.installation.call('routing', 'PUT', 'agents/me/availability', { bearer: agent.token, body: available });
    return agent;
  }

  /** Requests a chat over HTTP. The channel's key comes to intake by way of Kafka, so the first one may have to wait. */
  request(key = `k-${this.requests++}`): Promise<Chat> {
    const body = { customer: { id: key, name: 'Ann' }, firstMessage: 'Hello' };
    return eventually(
      async () => {
        const headers = { 'idempotency-key': key };
        const o = { bearer: this.channelKey, body, headers, instance: this.intakeInstance };
        const answer = await this.installation.call<Chat>('intake', 'POST', 'chats', o);
        if (answer.status !== 201) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
        return answer.body;
      },
      { timeoutMs: 30_000 },
    );
  }

  stateOf(chat: Chat): Promise<Answer<{ state: string; agent?: { name: string } | null }>> {
    return this.installation.call('intake', 'GET', `chats/${chat.chatId}`, {
      bearer: chat.token,
      instance: this.intakeInstance,
    });
  }

  /** Waits until the customer sees the state. */
  soon(chat: Chat, state: string): Promise<void> {
    const look = async (): Promise<void> => expect((await this.stateOf(chat)).body).toMatchObject({ state });
    return eventually(look, { timeoutMs: 30_000 });
  }
}

export class Agent {
  private readonly streams: { abort: AbortController; ended: Promise<void> }[] = [];
  /** What the streams have brought, tab by tab. */
  readonly heard: StreamEvent[][] = [];

  constructor(
    private readonly team: Team,
    readonly id: string,
    readonly token: string,
  ) {}

  /** Opens a tab: another stream, on one of the two instances. */
  async connect(instance = 0): Promise<void> {
    const abort = new AbortController();
    const heard: StreamEvent[] = [];
    this.heard.push(heard);
    const url = `${this.team.installation.url('notification', instance)}/api/v1/notification/stream`;
    // A new account comes to notification by way of Kafka.
    await eventually(
      () =>
        new Promise<void>((resolve, reject) => {
          const ended = this.read({ url, abort, heard, onOpen: resolve }).catch(reject);
          this.streams.push({ abort, ended: ended.catch(() => undefined) });
        }),
      { timeoutMs: 30_000 },
    );
  }

  private async read(o: {
    url: string;
    abort: AbortController;
    heard: StreamEvent[];
    onOpen: () => void;
  }): Promise<void> {
    for await (const event of readStream({ url: o.url, token: this.token, signal: o.abort.signal, onOpen: o.onOpen }))
      o.heard.push(event);
  }

  /** Closes the tab that was opened as the n-th. */
  async disconnect(tab: number): Promise<void> {
    this.streams[tab]?.abort.abort();
    await this.streams[tab]?.ended;
  }

  async disconnectAll(): Promise<void> {
    await Promise.all(this.streams.map((_, tab) => this.disconnect(tab)));
  }

  async isConnected(connected: boolean): Promise<void> {
    const { installation, managerToken } = this.team;
    await eventually(
      async () => {
        const { body } = await installation.call<{ items: { id: string; connected: boolean }[] }>(
          'routing',
          'GET',
          'agents',
          {
            bearer: managerToken,
          },
        );
        const seen = body.items.find(({ id }) => id === this.id);
        if (seen?.connected !== connected) throw new Error(`agent ${this.id} is ${JSON.stringify(seen)}`);
      },
      { timeoutMs: 30_000 },
    );
  }

  claim(chatId: string, instance = 0): Promise<Answer<Record<string, unknown>>> {
    return this.team.installation.call('routing', 'POST', `chats/${chatId}/claim`, { bearer: this.token, instance });
  }

  end(chatId: string): Promise<Answer<Record<string, unknown>>> {
    return this.team.installation.call('routing', 'POST', `chats/${chatId}/end`, { bearer: this.token, body: {} });
  }
}
