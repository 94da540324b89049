import { HeldStream, Refused } from '@switchboard/client';
import type { CloudEvent, StreamEvent } from '@switchboard/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { bodyOf } from '../../api/clients';
import type { LeftMessage, RoutingChat } from '../../api/types';
import { Signal } from '../../app/signal';
import { ConnectionState } from '../../connection/connection';
import { routing } from '../../session/session';
import { applyEvent, type BoardEvent, isBoardTopic, type News } from './apply-event';
import { type Board, boardOf, withAnswer, withChat, withDetails, withMessage } from './board';
import { DetailsLoader } from './details-loader';
import { isGone } from './is-gone';
import { loadBoard } from './load-board';

export const boardKey = ['board'] as const;

export interface BoardFeedOptions {
  client: QueryClient;
  agentId: string;
  token: () => string;
  /** The server will not have this account's stream. */
  onRefused: () => void;
}

/**
 * Keeps the board in the query cache as it is: read once, then changed by the stream's events. It is read again only when
 * the stream begins anew, because what lies between cannot be known then.
 */
export class BoardFeed {
  readonly connection = new ConnectionState();
  /** Each event that the board has followed; for what else hangs on them. */
  readonly followed = new Signal<BoardEvent>();
  /** The board was read anew: events may have been missed. */
  readonly reloaded = new Signal<void>();
  /** The stream was lost and goes on: what is in no feed may have been missed. */
  readonly resumed = new Signal<void>();
  /** The other side of a chat, or this one in another tab, is typing or has read. */
  readonly activity = new Signal<CloudEvent<'chat.activity'>>();
  /** An agent of the team is available, busy or hidden now. */
  readonly availability = new Signal<CloudEvent<'agent.availability'>>();
  /** What is worth telling the agent. */
  readonly news = new Signal<News>();
  private readonly details: DetailsLoader;
  private stream: HeldStream | undefined;
  /** Events that came while the board was being read, which may or may not be in it: following them twice is harmless. */
  private meanwhile: BoardEvent[] | undefined;

  constructor(private readonly o: BoardFeedOptions) {
    this.details = new DetailsLoader({
      read: (id) => bodyOf(routing.GET('/api/v1/routing/chats/{id}', { params: { path: { id } } })),
      onRead: (chat) => this.update((board) => withDetails(board, chat)),
    });
  }

  /** Holds the stream until the returned function is called. */
  start(): () => void {
    const stop = new AbortController();
    const url = '/api/v1/notification/stream';
    const { token } = this.o;
    const onOpen = (): void => this.opened();
    const onLost = (): void => this.connection.change('lost');
    const onEvent = (event: StreamEvent): void => this.hear(event);
    this.stream = new HeldStream({ url, token, onOpen, onLost, onEvent }, stop.signal);
    this.stream.hold().catch((error: unknown) => {
      if (error instanceof Refused) this.o.onRefused();
    });
    // A line that is gone keeps a connection open in silence for a while; the browser knows earlier.
    addEventListener('offline', onLost, stop);
    addEventListener('online', () => this.renew(), stop);
    return () => stop.abort();
  }

  /** Goes on with a new token, without a gap. */
  renew(): void {
    this.stream?.refresh();
  }

  /** Reads the board again; what fails stands in the query, where the pages say it. */
  async reload(): Promise<void> {
    this.meanwhile ??= [];
    await this.o.client.prefetchQuery({
      queryKey: boardKey,
      queryFn: async () => boardOf(await loadBoard(this.o.agentId), this.board),
      staleTime: 0,
    });
    const missed = this.meanwhile ?? [];
    this.meanwhile = undefined;
    for (const change of missed) this.follow(change);
    this.reloaded.emit();
  }

  /** Takes in how a chat stands after the agent has asked for a change of it, or that it is gone. Rejects as `answer` does. */
  async answered(chatId: string, answer: Promise<RoutingChat>): Promise<void> {
    const asked = this.board?.chats[chatId];
    const take = (chat?: RoutingChat) => this.update((board) => withAnswer(board, asked, chat, this.o.agentId));
    await answer.then(take, (error: unknown) => {
      if (isGone(error)) take();
      throw error;
    });
  }

  /** The chat is over for the agent, who has ended it. */
  removed(chatId: string): void {
    this.update((board) => withChat(board, chatId, undefined));
  }

  messageChanged(chatId: string, message: LeftMessage | undefined): void {
    this.update((board) => withMessage(board, chatId, message));
  }

  private get board(): Board | undefined {
    return this.o.client.getQueryData<Board>(boardKey);
  }

  private update(change: (board: Board) => Board): void {
    this.o.client.setQueryData<Board>(boardKey, (board) => board && change(board));
  }

  /** A stream that goes on where it was says no `ready`; a board that could not be read then is read now. */
  private opened(): void {
    const wasLost = this.connection.get() === 'lost';
    this.connection.change('open');
    if (wasLost) this.resumed.emit();
    if (!this.board && !this.meanwhile) void this.reload();
  }

  private hear({ event, data }: StreamEvent): void {
    if (event === 'reset' || (event === 'ready' && !this.meanwhile)) void this.reload();
    if (event === 'agent.availability') this.availability.emit(JSON.parse(data) as CloudEvent<'agent.availability'>);
    if (event === 'chat.activity') this.activity.emit(JSON.parse(data) as CloudEvent<'chat.activity'>);
    if (!isBoardTopic(event)) return;
    const change = { topic: event, event: JSON.parse(data) as unknown } as BoardEvent;
    if (this.meanwhile) this.meanwhile.push(change);
    else this.follow(change);
  }

  private follow(change: BoardEvent): void {
    const before = this.board;
    if (!before) return;
    const { board, news } = applyEvent(before, change, this.o.agentId);
    if (board !== before) this.update(() => board);
    const { chatId } = change.event.data;
    if (board.chats[chatId] && !board.chats[chatId].details) this.details.want(chatId);
    if (!board.chats[chatId]) this.details.forget(chatId);
    this.followed.emit(change);
    if (news) this.news.emit(news);
  }
}
