import { Paper } from '@mantine/core';
import type { Refused } from '@switchboard/client';
import { memo, useCallback, useEffect } from 'react';
import { useTell } from '../../app/use-tell';
import { Composer } from '../../chat/Composer';
import { TranscriptView } from '../../chat/TranscriptView';
import { TypingLine } from '../../chat/TypingLine';
import { useTyping } from '../../chat/typing';
import { useReading } from '../../chat/use-reading';
import { useTranscript } from '../../chat/use-transcript';
import { LazyReplyField } from '../../saved-replies/LazyReplyField';
import { useAccount } from '../../session/use-session';
import { useAttention } from '../attention/attention-context';
import { type ColumnChat, nameOf } from '../board/board';
import { usePanel } from '../panel/panel-context';
import classes from './ChatColumns.module.css';
import { ColumnHeader } from './ColumnHeader';
import { PastNotice } from './PastNotice';
import { useTranscripts } from './transcripts-context';

export interface ChatColumnProps {
  chat: ColumnChat;
  /** Called with the chat when the focus comes to the column, or to a dialog of it; stable. */
  onTurn: (chat: ColumnChat) => void;
}

/** One chat: who it is, what was said, and what to say; of one that has left, what has become of it. */
export const ChatColumn = memo(function ChatColumn({ chat, onTurn }: ChatColumnProps) {
  const transcripts = useTranscripts();
  const { activity } = transcripts;
  const transcript = useTranscript(transcripts, chat.id);
  const { id, name: agent } = useAccount();
  const names = { customer: chat.details?.customer?.name, agent };
  const { fault } = useTell();
  const tell = (sent: Promise<Refused | undefined>): void => void sent.then((refusal) => refusal && fault(refusal));
  const onSeen = useCallback(
    (seq: number) => activity.saw(chat.id, seq, chat.assignmentId),
    [activity, chat.id, chat.assignmentId],
  );
  const isHere = chat.state !== 'past';
  const reading = useReading(transcript.data, 'agent', isHere ? onSeen : undefined);
  useWatched(chat.id, reading.isWatched);
  const isTyping = useTyping(activity.typing, chat.id, 'customer', transcript.data);
  const panel = usePanel();
  const turnTo = (): void => panel.select(chat.id);
  return (
    <Paper
      component="article"
      withBorder
      className={classes.column}
      tabIndex={-1}
      aria-label={nameOf(chat)}
      onFocus={() => {
        onTurn(chat);
        turnTo();
      }}
      onClick={turnTo}
    >
      <ColumnHeader chat={chat} unread={isHere ? reading.unread : 0} />
      <TranscriptView
        query={transcript}
        name={nameOf(chat)}
        isOwn={({ author }) => author.kind === 'agent' && author.id === id}
        reading={reading}
        {...(isHere && {
          onResend: ({ messageId }) => tell(transcripts.resend(chat.id, messageId, chat.assignmentId)),
          onDiscard: ({ messageId }) => tell(transcripts.discard(chat.id, messageId)),
        })}
      />
      {chat.state === 'past' ? (
        <PastNotice chat={chat} />
      ) : (
        <>
          <TypingLine isTyping={isTyping} name={nameOf(chat)} />
          <Composer
            name={nameOf(chat)}
            chatId={chat.id}
            writing={transcripts.writing}
            onSend={(text) => tell(transcripts.send(chat.id, text, chat.assignmentId))}
            onTyping={() => activity.types(chat.id, chat.assignmentId)}
            field={(props) => <LazyReplyField {...props} names={names} />}
          />
        </>
      )}
    </Paper>
  );
});

/** Tells while the end of the chat is in sight. */
function useWatched(chatId: string, isWatched: boolean): void {
  const attention = useAttention();
  useEffect(() => {
    attention.watch(chatId, isWatched);
    return () => attention.watch(chatId, false);
  }, [attention, chatId, isWatched]);
}
