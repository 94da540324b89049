import { eventually } from '@switchboard/testing';
import type { SwitchboardAtWork } from '../integration/switchboard.support';

interface Channels {
  items: { id: string; version: number }[];
}

export interface Customer {
  id: string;
  name?: string;
  locale?: string;
  attributes?: Record<string, unknown>;
}

export interface RequestedChat {
  chatId: string;
  token: string;
}

/** What a test does with the team beside its browsers, by HTTP. */
export class TeamByHttp<At extends SwitchboardAtWork = SwitchboardAtWork> {
  constructor(readonly switchboard: At) {}

  get url(): string {
    return this.switchboard.url;
  }

  /** Of the team's channel. */
  get publishableKey(): string {
    return this.switchboard.demo.publishableKey;
  }

  /** Changes the settings of the team, as its manager; routing goes by them from then on. */
  async changeTeam(change: Record<string, unknown>): Promise<void> {
    const token = await this.switchboard.logIn('Manager');
    const me = await this.switchboard.call<{ teamId: string }>('GET', 'settings/me', token);
    const path = `settings/teams/${me.body.teamId}`;
    const { version } = (await this.switchboard.call<{ version: number }>('GET', path, token)).body;
    const changed = await this.switchboard.call<{ version: number }>('PATCH', path, token, { version, ...change });
    expect(changed).toMatchObject({ status: 200 });
    const preview = 'routing/method-preview?method=manual';
    await eventually(async () => {
      const known = await this.switchboard.call<{ settingsVersion: number }>('GET', preview, token);
      expect(known.body.settingsVersion).toBeGreaterThanOrEqual(changed.body.version);
    });
  }

  /** Another agent, whom the whole team knows. */
  async addAgent(name: string): Promise<{ email: string; password: string }> {
    return this.switchboard.addAgent(name, await this.switchboard.logIn('Manager'));
  }

  /** Lets pages of these origins use the team's channel, and of no others. */
  async allowPages(...allowedOrigins: string[]): Promise<void> {
    const token = await this.switchboard.logIn('Manager');
    const list = await this.switchboard.call<Channels>('GET', 'settings/channels', token);
    const [channel] = list.body.items;
    const body = { version: channel?.version, allowedOrigins };
    const path = `settings/channels/${channel?.id}`;
    expect(await this.switchboard.call('PATCH', path, token, body)).toMatchObject({ status: 200 });
    // Intake has heard of it once it grants what browsers ask first.
    for (const origin of allowedOrigins)
      await eventually(async () => {
        const headers = { origin, 'access-control-request-method': 'POST' };
        const granted = await fetch(`${this.url}/api/v1/intake/chats`, { method: 'OPTIONS', headers });
        expect(granted.headers.get('access-control-allow-origin')).toBe(origin);
      });
  }

  requestChat(name: string, firstMessage: string): Promise<RequestedChat> {
    return this.requestChatOf(
      { id: `${name}-1`, name },
      firstMessage,
      `${name}-${firstMessage}`.replace(/[^\x21-\x7e]/g, '.'),
    );
  }

  /** The channel asks for an agent, in the words of this customer. */
  async requestChatOf(
    customer: Customer,
    firstMessage: string,
    key: string = crypto.randomUUID(),
  ): Promise<RequestedChat> {
    const body = { customer, firstMessage };
    const answer = await this.switchboard.call<RequestedChat>(
      ...(['POST', 'intake/chats', this.switchboard.demo.channelKey, body, key] as const),
    );
    expect(answer.status).toBe(201);
    return answer.body;
  }

  /** The customer of the chat says something. */
  async say(chat: RequestedChat, text: string): Promise<void> {
    const body = { messageId: crypto.randomUUID(), text };
    const answer = await this.switchboard.call('POST', `intake/chats/${chat.chatId}/messages`, chat.token, body);
    expect(answer.status).toBeLessThan(300);
  }

  /** The customer of the chat leaves, and routing knows it. */
  async leaves({ chatId, token }: RequestedChat): Promise<void> {
    await this.switchboard.call('POST', `intake/chats/${chatId}/cancel`, token, {});
    await eventually(async () => {
      const chat = await this.switchboard.call('GET', `routing/chats/${chatId}/position`, token);
      expect(chat.body).toMatchObject({ state: 'ended' });
    });
  }
}
