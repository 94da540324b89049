import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { Transcripts } from '../../chat/transcripts';
import { Writing } from '../../chat/writing';
import { intake } from '../../session/session';
import { useAccount } from '../../session/use-session';
import type { BoardEvent } from '../board/apply-event';
import type { BoardFeed } from '../board/board-feed';
import { useFeed } from '../board/board-context';

const Context = createContext<Transcripts | undefined>(undefined);

/** The transcripts of the agent's chats, fed by the same stream as the board. */
export function TranscriptsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const feed = useFeed();
  const me = useAccount().id;
  const transcripts = useMemo(() => new Transcripts(client, intake, new Writing(`agent.${me}`)), [client, me]);
  useEffect(() => feed.followed.listen((change) => follow(transcripts, feed, change, me)), [feed, transcripts, me]);
  useEffect(() => feed.dismissed.listen((chatId) => transcripts.forget(chatId)), [feed, transcripts]);
  useEffect(() => feed.activity.listen(({ data }) => transcripts.activity.hear(data)), [feed, transcripts]);
  useEffect(() => {
    const stops = [feed.reloaded, feed.resumed].map((signal) => signal.listen(() => transcripts.refreshAll()));
    return () => stops.forEach((stop) => stop());
  }, [feed, transcripts]);
  return <Context value={transcripts}>{children}</Context>;
}

/**
 * While a chat is another's, its messages do not come here: its new owner reads what was said. Nor do the last words of a
 * chat that has left, where its leaving was heard of before them.
 */
function follow(transcripts: Transcripts, feed: BoardFeed, change: BoardEvent, me: string): void {
  const { chatId } = change.event.data;
  if (change.topic === 'chat.message') transcripts.hear(change.event.data);
  else if (feed.isPast(chatId)) transcripts.refresh(chatId);
  else if (change.topic === 'chat.ended') transcripts.forget(chatId);
  else if (change.topic === 'chat.assigned' && change.event.data.agent.id === me) transcripts.refresh(chatId);
}

export function useTranscripts(): Transcripts {
  const transcripts = useContext(Context);
  if (!transcripts) throw new Error('only below TranscriptsProvider');
  return transcripts;
}
