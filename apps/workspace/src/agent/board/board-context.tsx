import { shallowEqual } from '@mantine/hooks';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { LeftMessage } from '../../api/types';
import { endSession, onSessionChange, replaceToken, sessionState } from '../../session/session';
import { useAccount } from '../../session/use-session';
import type { News } from './apply-event';
import type { Board } from './board';
import { BoardFeed } from './board-feed';
import { boardKey, messagesKey } from './board-store';

const Context = createContext<BoardFeed | undefined>(undefined);

/** Holds the agent's stream for as long as the agent is signed in, whichever page is open; one for each account. */
export function BoardProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const agentId = useAccount().id;
  const [feed] = useState(() => new BoardFeed({ client, agentId, token, replaceToken, onRefused }));
  useEffect(() => {
    const stop = feed.start();
    const stopRenewing = onSessionChange(() => sessionState().session && feed.renew());
    return () => {
      stopRenewing();
      stop();
    };
  }, [feed]);
  return <Context value={feed}>{children}</Context>;
}

const onRefused = (): void => endSession('expired');
const token = (): string => sessionState().session?.token ?? '';

export function useFeed(): BoardFeed {
  const feed = useContext(Context);
  if (!feed) throw new Error('only below BoardProvider');
  return feed;
}

/** An event leaves as it is what it does not change: to look for that through all of the board would find no more. */
const structuralSharing = (before: unknown, after: unknown): unknown => (shallowEqual(before, after) ? before : after);

/** A part of the board; the component is drawn again only when that part changes. */
export function useBoard<T>(select: (board: Board) => T) {
  return useQuery<Board, Error, T>({ queryKey: boardKey, select, queryFn: skipToken, structuralSharing });
}

const oldestFirst = (board: Board) => Object.values(board.messages).sort((a, b) => (a.leftAt < b.leftAt ? -1 : 1));

/** The left messages, the oldest first, once they were read; or why they could not be. */
export function useLeftMessages() {
  const board = useBoard(oldestFirst);
  const read = useQuery<LeftMessage[]>({ queryKey: messagesKey, queryFn: skipToken });
  return { data: read.data && board.data, error: board.error ?? read.error };
}

/** Calls back with what is worth telling the agent; `tell` must be stable. */
export function useNews(tell: (news: News) => void): void {
  const feed = useFeed();
  useEffect(() => feed.news.listen(tell), [feed, tell]);
}
