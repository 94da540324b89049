import { HeldStream, Refused } from '@switchboard/client';
import type { CloudEvent, StreamEvent } from '@switchboard/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { bodyOf } from '../../api/clients';
import { Signal } from '../../app/signal';
import { ConnectionState } from '../../connection/connection';
import { routing } from '../../session/session';
import { applyEvent, type BoardEvent, isBoardTopic, type News } from './apply-event';
import { emptyBoard } from './board';
import { BoardLists } from './board-lists';
import { boardKey, BoardStore } from './board-store';
import { DetailsLoader } from './details-loader';
import { loadChatsOf } from './load-board';
import { NamedNews } from './named-news';
import { boardOf, withDetails } from './read-board';

export interface BoardFeedOptions {
  client: QueryClient;
  agentId: string;
  token: () => string;
  /** Another token for one that was refused, as HeldStream asks for it. */
  replaceToken: (refused: string) => Promise<boolean>;
  /** The server will not have this account's stream. */
  onRefused: () => void;
}

/**
 * Keeps the board in the query cache as it is: read once, own chats first, then changed by the stream's events. It is read
 * again only when the stream begins anew, because what lies between cannot be known then.
 */
export class BoardFeed extends BoardStore {
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
  private readonly named = new NamedNews((news) => this.news.emit(news));
  private readonly details: DetailsLoader;
  private stream: HeldStream | undefined;
  /** Events that came while the own chats were being read, which may or may not be in them: following them twice is harmless. */
  private meanwhile: BoardEvent[] | undefined;
  readonly lists: BoardLists;

  constructor(private readonly o: BoardFeedOptions) {
    super(o.client, o.agentId);
    const onCaughtUp = (chatId: string): void => this.wantDetails(chatId);
    this.lists = new BoardLists({ ...o, update: (change) => this.update(change), onCaughtUp });
    this.details = new DetailsLoader({
      read: (id) => bodyOf(routing.GET('/api/v1/routing/chats/{id}', { params: { path: { id } } })),
      onRead: (chat) => {
        this.update((board) => withDetails(board, chat));
        this.named.named(chat.id);
      },
    });
  }

  /** Holds the stream until the returned function is called. */
  start(): () => void {
    const stop = new AbortController();
    const url = '/api/v1/notification/stream';
    const { token, replaceToken } = this.o;
    const onOpen = (): void => this.opened();
    const onLost = (): void => this.connection.change('lost');
    const onAlive = (): void => this.alive();
    const onEvent = (event: StreamEvent): void => this.hear(event);
    this.stream = new HeldStream({ url, token, replaceToken, onOpen, onAlive, onLost, onEvent }, stop.signal);
    this.stream.hold().catch((error: unknown) => {
      // What becomes of a session whose token is refused its renewal has decided.
      if (error instanceof Refused && error.status !== 401) this.o.onRefused();
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
    await this.client.prefetchQuery({
      queryKey: boardKey,
      queryFn: async () =>
        boardOf(await loadChatsOf(this.agentId), this.board ?? { ...emptyBoard, past: this.kept.read() }),
      staleTime: 0,
      // A second try would find no function: the pages that look at the query have set theirs, which is none.
      retry: false,
    });
    if (this.board) this.kept.keep(this.board.past);
    const missed = this.meanwhile ?? [];
    this.meanwhile = undefined;
    for (const change of missed) this.follow(change);
    this.reloaded.emit();
    if (this.board) await this.lists.read();
  }

  /** A stream that goes on where it was says no `ready`; a board that could not be read then is read now. */
  private opened(): void {
    const wasLost = this.connection.get() === 'lost';
    this.connection.change('open');
    if (wasLost) this.resumed.emit();
    if (!this.board && !this.meanwhile) void this.reload();
  }

  /** Where the browser said that the line is gone and it is not, the stream opens no new one. */
  private alive(): void {
    if (this.connection.get() === 'lost') this.opened();
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
    const { board, news } = applyEvent(before, change, this.agentId);
    if (board !== before) this.update(() => board);
    const { chatId } = change.event.data;
    const chat = board.chats[chatId];
    this.wantDetails(chatId);
    if (chat?.state !== 'mine') this.named.forget(chatId);
    this.lists.followed(change, board);
    this.followed.emit(change);
    if (news) this.named.add(news, chat?.details !== undefined);
  }

  private wantDetails(chatId: string): void {
    const shown = this.board?.chats[chatId] ?? this.board?.past[chatId];
    if (shown && !shown.details) this.details.want(chatId);
    if (!shown) this.details.forget(chatId);
  }
}
