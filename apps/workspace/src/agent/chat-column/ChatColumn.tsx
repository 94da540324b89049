import { Paper } from '@mantine/core';
import type { Refused } from '@switchboard/client';
import { memo, useEffect, useRef } from 'react';
import { useTell } from '../../app/use-tell';
import { Composer } from '../../chat/Composer';
import { TranscriptView } from '../../chat/TranscriptView';
import { useTranscript } from '../../chat/use-transcript';
import { useAccount } from '../../session/use-session';
import { type BoardChat, nameOf } from '../board/board';
import { useFeed } from '../board/board-context';
import classes from './ChatColumns.module.css';
import { ColumnHeader } from './ColumnHeader';
import { useTranscripts } from './transcripts-context';

/** One chat: who it is, what was said, and what to say. Whoever writes in it or clicks on it has read it. */
export const ChatColumn = memo(function ChatColumn({ chat }: { chat: BoardChat }) {
  const feed = useFeed();
  const transcripts = useTranscripts();
  const transcript = useTranscript(transcripts, chat.id);
  const { id } = useAccount();
  const { fault } = useTell();
  const tell = (sent: Promise<Refused | undefined>): void => void sent.then((refusal) => refusal && fault(refusal));
  const read = (): void => feed.read(chat.id);
  const column = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever is in the column when a message comes reads it as it comes.
    if (document.hasFocus() && column.current?.contains(document.activeElement)) feed.read(chat.id);
  }, [feed, chat.id, chat.unread]);
  return (
    <Paper
      ref={column}
      component="article"
      withBorder
      className={classes.column}
      aria-label={nameOf(chat)}
      onFocus={read}
      onClick={read}
    >
      <ColumnHeader chat={chat} />
      <TranscriptView
        query={transcript}
        name={nameOf(chat)}
        isOwn={({ author }) => author.kind === 'agent' && author.id === id}
        onResend={({ messageId }) => tell(transcripts.resend(chat.id, messageId, chat.assignmentId))}
        onDiscard={({ messageId }) => tell(transcripts.discard(chat.id, messageId))}
      />
      <Composer
        name={nameOf(chat)}
        chatId={chat.id}
        writing={transcripts.writing}
        onSend={(text) => tell(transcripts.send(chat.id, text, chat.assignmentId))}
      />
    </Paper>
  );
});
