import { readStream } from '@switchboard/client';
import type { SwitchboardAtWork } from '../integration/switchboard.support';
import type { RequestedChat, TeamByHttp } from './team-by-http.support';

/** A team at work over HTTP: requests come, customers leave the queue, and Lee takes the oldest and ends it at once. */
export class BusyTeam {
  private readonly waiting: RequestedChat[] = [];
  private readonly leesStream = new AbortController();
  private requests = 0;
  /** Lee does one thing after the other, and so never has more chats than allowed. */
  private lees: Promise<void> = Promise.resolve();

  private constructor(
    private readonly at: TeamByHttp,
    private readonly leesToken: string,
  ) {}

  static async start(at: TeamByHttp): Promise<BusyTeam> {
    const team = new BusyTeam(at, await at.switchboard.logIn('Lee'));
    await new Promise<void>((onOpen) => void team.holdStream(onOpen));
    return team;
  }

  stop(): void {
    this.leesStream.abort();
  }

  /** So many customers ask, twenty at a time. */
  async ask(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 20)
      await Promise.all(Array.from({ length: Math.min(left, 20) }, () => this.request()));
  }

  /** As many updates a second for so long; of four, two come, one leaves and one is taken, so that the queue stays. */
  async work(seconds: number, perSecond: number): Promise<void> {
    const begin = performance.now();
    const doing: Promise<void>[] = [];
    const turns = [() => this.request(), () => this.leave(), () => this.request(), () => this.takeOldest()];
    for (let n = 0; n < seconds * perSecond; n += 1) {
      const dueInMs = begin + (n * 1000) / perSecond - performance.now();
      if (dueInMs > 0) await new Promise((resolve) => setTimeout(resolve, dueInMs));
      doing.push((turns[n % turns.length] as () => Promise<void>)());
    }
    await Promise.all(doing);
  }

  private async request(): Promise<void> {
    const n = this.requests++;
    this.waiting.push(
      await this.at.requestChat(`Customer ${n}`, `Question ${n}: where is my order, and when will it come?`),
    );
  }

  /** Somebody in the middle, where a list is drawn anew from. */
  private async leave(): Promise<void> {
    const [chat] = this.waiting.splice(Math.floor(this.waiting.length / 2), 1);
    if (chat) await this.done(this.call('POST', `intake/chats/${chat.chatId}/cancel`, chat.token, {}));
  }

  private takeOldest(): Promise<void> {
    const chat = this.waiting.shift();
    this.lees = this.lees.then(async () => {
      if (!chat) return;
      await this.done(this.call('POST', `routing/chats/${chat.chatId}/claim`, this.leesToken));
      await this.done(this.call('POST', `routing/chats/${chat.chatId}/end`, this.leesToken, {}));
    });
    return this.lees;
  }

  private readonly call: SwitchboardAtWork['call'] = (...asked) => this.at.switchboard.call(...asked);

  private async done(answer: Promise<{ status: number }>): Promise<void> {
    expect(await answer).toMatchObject({ status: 200 });
  }

  private async holdStream(onOpen: () => void): Promise<void> {
    const url = `${this.at.switchboard.url}/api/v1/notification/stream`;
    const { signal } = this.leesStream;
    try {
      const events = readStream({ url, token: this.leesToken, signal, onOpen });
      while (!(await events.next()).done);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
