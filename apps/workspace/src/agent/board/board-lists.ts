import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { applyEvent, type BoardEvent } from './apply-event';
import { type Board, waitingOf } from './board';
import { messagesKey, waitingKey } from './board-store';
import { loadMessages, loadWaiting, waitingAtMost } from './load-board';
import { withMessages, withWaiting } from './read-board';

export interface BoardListsOptions {
  client: QueryClient;
  agentId: string;
  update: (change: (board: Board) => Board) => void;
  /** Called for each chat of which something came while a list was read, once that is on the board. */
  onCaughtUp: (chatId: string) => void;
}

/**
 * Reads onto the board what may be long, each list by itself; what fails stands in its query, where the pages say it. Whoever
 * fetches such a query, one at a time, brings the board up to date.
 */
export class BoardLists {
  /** For each list that is being read the events since it was asked for: they may not be in it, and are followed again. */
  private readonly missing = new Set<BoardEvent[]>();
  readonly messagesQuery = queryOptions({
    queryKey: messagesKey,
    queryFn: () => this.readList(loadMessages, withMessages),
    // As with the board.
    retry: false,
  });
  private readonly waitingQuery = queryOptions({
    queryKey: waitingKey,
    queryFn: () => this.readList(loadWaiting, withWaiting),
    retry: false,
  });

  constructor(private readonly o: BoardListsOptions) {}

  /** Reads who waits, and what was left. */
  async read(): Promise<void> {
    await Promise.all([this.readWaiting(), this.o.client.prefetchQuery({ ...this.messagesQuery, staleTime: 0 })]);
  }

  /** The board is after this event. Of a very long waiting list more is read once half of what was has gone. */
  followed(change: BoardEvent, board: Board): void {
    for (const missed of this.missing) missed.push(change);
    if (board.readUpTo === undefined || this.missing.size > 0) return;
    if (waitingOf(board).length < waitingAtMost / 2) void this.readWaiting();
  }

  private readWaiting(): Promise<void> {
    return this.o.client.prefetchQuery({ ...this.waitingQuery, staleTime: 0 });
  }

  private async readList<T>(load: () => Promise<T>, put: (board: Board, read: T) => Board): Promise<T> {
    const { agentId, update, onCaughtUp } = this.o;
    const missed: BoardEvent[] = [];
    this.missing.add(missed);
    try {
      const read = await load();
      const again = (board: Board, change: BoardEvent): Board => applyEvent(board, change, agentId).board;
      update((board) => missed.reduce(again, put(board, read)));
      for (const { event } of missed) onCaughtUp(event.data.chatId);
      return read;
    } finally {
      this.missing.delete(missed);
    }
  }
}
