import { type CloudEvent, type Transcript, uuidv7 } from '@switchboard/contracts';
import { eventually } from '@switchboard/testing';
import type { Answer, Installation } from './installation.support';
import type { Agent, Chat } from './team.support';

/** What an agent's client knows of a chat that keeps to the rule of docs/decisions/0014. */
export class Follower {
  readonly texts: string[] = [];
  private handled = 0;
  private stopped = false;

  constructor(
    private readonly installation: Installation,
    readonly agent: Agent,
    private readonly chatId: string,
  ) {}

  /** Handles what the stream brings, as it comes. */
  async follow(): Promise<void> {
    const heard = this.agent.heard[0] ?? [];
    while (!this.stopped) {
      const next = heard[this.handled];
      if (next) this.handled += 1;
      if (next?.event === 'chat.assigned') await this.assigned(JSON.parse(next.data) as CloudEvent<'chat.assigned'>);
      if (next?.event === 'chat.message') this.said(JSON.parse(next.data) as CloudEvent<'chat.message'>);
      if (!next) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private said({ data }: CloudEvent<'chat.message'>): void {
    if (data.chatId === this.chatId) this.texts[data.seq] = data.text;
  }

  private async assigned({ data }: CloudEvent<'chat.assigned'>): Promise<void> {
    if (data.chatId !== this.chatId || data.agent.id !== this.agent.id) return;
    const gap = this.texts.findIndex((text) => text === undefined);
    const last = (gap < 0 ? this.texts.length : gap) - 1;
    const path = `chats/${this.chatId}/messages?limit=200${last < 0 ? '' : `&after=${last}`}`;
    const { body } = await this.installation.call<Transcript>('intake', 'GET', path, { bearer: this.agent.token });
    for (const { seq, text } of body.items) this.texts[seq] = text;
  }
}

/** A chat in which people write, each time to the next instance of intake. */
export class Conversation {
  private turn = 0;

  constructor(
    private readonly installation: Installation,
    readonly chat: Chat,
  ) {}

  /** Again, as clients do, where an assignment has not arrived at intake in time. */
  say(bearer: string, text: string, assignmentId?: string): Promise<Answer<{ code?: string }>> {
    const body = { messageId: uuidv7(), text, assignmentId };
    return eventually(async () => {
      const o = { bearer, body, instance: this.turn++ % 2 };
      const answer = await this.installation.call<{ code?: string }>('intake', 'POST', this.path, o);
      if (answer.body.code === 'CHAT.ASSIGNMENT_NOT_SEEN') throw new Error(answer.body.code);
      return answer;
    });
  }

  async transcript(): Promise<Transcript['items']> {
    const o = { bearer: this.chat.token };
    return (await this.installation.call<Transcript>('intake', 'GET', `${this.path}?limit=200`, o)).body.items;
  }

  /** Passes the chat on; the assignment by which it is the other agent's now. */
  async transfer(from: Agent, to: Agent): Promise<string> {
    const path = `chats/${this.chat.chatId}/transfer`;
    const o = { bearer: from.token, body: { agentId: to.id } };
    return (await this.installation.call<{ assignmentId: string }>('routing', 'POST', path, o)).body.assignmentId;
  }

  private get path(): string {
    return `chats/${this.chat.chatId}/messages`;
  }
}
