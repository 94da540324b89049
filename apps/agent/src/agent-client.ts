import { HeldStream, Refused } from '@switchboard/client';
import type { CloudEvent, StreamEvent } from '@switchboard/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { AgentActions } from './agent-actions';
import { ChatBoard, isChatTopic, lineOfChange, type ChatEvent } from './chat-board';
import { ClaimWaiting } from './claim-waiting';
import { Conversations } from './conversations';
import { lineOf } from './fault';
import type { HttpClient } from './http-client';
import { RoutingApi, type Availability } from './routing-api';
import type { AgentSession } from './session';

export interface AgentClientOptions {
  session: AgentSession;
  http: HttpClient;
  claim: boolean;
  autoEndSeconds: number | undefined;
  say: (line: string) => void;
  complain: (line: string) => void;
}

const retryMs = 1_000;
/** A new account reaches routing through Kafka: it may take a moment until it is known there. */
const patienceMs = 30_000;

/** An agent at work: holds the stream, is available, follows the chats, claims and ends them. */
export class AgentClient {
  readonly board: ChatBoard;
  readonly actions: AgentActions;
  private readonly routing: RoutingApi;
  private readonly conversations: Conversations;
  private readonly stop = new AbortController();
  private readonly stream: HeldStream;
  private readonly claiming: ClaimWaiting;
  private begun = false;

  constructor(private readonly o: AgentClientOptions) {
    this.board = new ChatBoard(o.session.account.id);
    this.routing = new RoutingApi(o.http);
    this.conversations = new Conversations({ ...o, routing: this.routing });
    const { board, routing, conversations } = this;
    this.actions = new AgentActions({ board, routing, conversations, say: o.say, complain: o.complain });
    const claim = (chatId: string): Promise<void> => routing.claim(chatId);
    this.claiming = new ClaimWaiting({ board, claim, complain: o.complain, signal: this.stop.signal });
    this.stream = new HeldStream(
      {
        url: `${o.http.url}/api/v1/notification/stream`,
        token: () => o.http.token,
        replaceToken: (refused) => o.session.replaceToken(refused),
        onOpen: () => this.opened(),
        onLost: (error) => o.complain(`Connection lost${error ? ` (${lineOf(error)})` : ''}; trying again`),
        onEvent: (event) => this.follow(event),
      },
      this.stop.signal,
    );
  }

  /** Resolves after `leave`; rejects when the account may not go on. */
  async work(): Promise<void> {
    let ended: Error | undefined;
    const onEnded = (error: Error): void => {
      ended = error;
      this.leave();
    };
    this.o.session.keep({ onRenewed: () => this.stream.refresh(), onEnded });
    try {
      await this.stream.hold();
    } finally {
      this.o.session.close();
      this.leave();
    }
    if (ended) throw ended;
  }

  /** Lets go of the stream, which disconnects the agent; nothing else is changed. */
  leave(): void {
    this.stop.abort();
  }

  /** Tries for a while where the server cannot answer yet. */
  async setAvailability(availability: Availability): Promise<void> {
    for (const since = Date.now(); !this.stop.signal.aborted;) {
      try {
        await this.routing.setAvailability(availability);
        return this.o.say(`You are ${availability}.`);
      } catch (error) {
        const mayPass = !(error instanceof Refused) || error.isPassing || error.status === 404;
        if (!mayPass || Date.now() - since > patienceMs)
          return this.o.complain(`Not ${availability}: ${lineOf(error)}`);
        await sleep(retryMs, undefined, { signal: this.stop.signal }).catch(() => undefined);
      }
    }
  }

  private opened(): void {
    if (this.begun) return;
    this.begun = true;
    this.o.say(`Connected as ${this.o.session.account.name}.`);
    void this.setAvailability('available').then(() => this.reload());
  }

  /** Reads the waiting list, the agent's chats and the left messages as they are now. */
  async reload(): Promise<void> {
    try {
      const { routing } = this;
      const lists = [routing.chats('waiting'), routing.chats('in_progress'), routing.messages()] as const;
      this.board.load(...(await Promise.all(lists)));
    } catch (error) {
      return this.o.complain(`The waiting list cannot be read: ${lineOf(error)}`);
    }
    this.o.say(this.board.summary);
    for (const chatId of this.board.mine) this.endLater(chatId);
    if (this.o.claim) this.claiming.wake();
  }

  private follow({ event, data }: StreamEvent): void {
    if (event === 'reset') void this.reload();
    if (event === 'chat.message') this.conversations.hear(JSON.parse(data) as CloudEvent<'chat.message'>);
    if (!isChatTopic(event)) return;
    const change = this.board.apply({ topic: event, event: JSON.parse(data) as unknown } as ChatEvent);
    if (!change) return;
    this.o.say(lineOfChange(change));
    if (this.o.claim && (change.kind !== 'theirs' || change.wasMine)) this.claiming.wake();
    if (change.kind !== 'mine') return;
    this.conversations.read(change.chatId);
    this.endLater(change.chatId);
  }

  private endLater(chatId: string): void {
    if (this.o.autoEndSeconds === undefined) return;
    const timer = setTimeout(() => {
      if (this.board.mine.has(chatId)) void this.actions.end(chatId);
    }, this.o.autoEndSeconds * 1000);
    this.stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}
