import type { Refused } from '@switchboard/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '../app/states';
import { useTell } from '../app/use-tell';
import { Composer } from '../chat/Composer';
import { TranscriptView } from '../chat/TranscriptView';
import { TypingLine } from '../chat/TypingLine';
import { useTyping } from '../chat/typing';
import { useReading } from '../chat/use-reading';
import { useTranscript } from '../chat/use-transcript';
import { ConnectionBanner } from '../connection/ConnectionBanner';
import type { Embedding } from '../embedded/embedding';
import { ChatStanding } from './ChatStanding';
import { chatKey, CustomerFeed } from './customer-feed';
import type { KeptChat } from './kept-chat';
import { useToldStanding } from './use-told-standing';

export interface ConversationProps {
  chat: KeptChat;
  embedding: Embedding | undefined;
  /** It was asked for just now. */
  isNew: boolean;
  /** The chat has another token from now on. */
  onRenewed: (chat: KeptChat) => void;
  /** Nobody can write in it any more. */
  onOver: () => void;
  /** The customer is done with it and wants another. */
  onAgain: () => void;
  /** The server will not open it any more. */
  onGone: (why: Refused) => void;
}

/** A chat that was asked for: how it stands, what was said, and what to say. */
export function Conversation({ chat: kept, embedding, isNew, ...on }: ConversationProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const client = useQueryClient();
  const [feed] = useState(() => new CustomerFeed({ client, chat: kept, ...on }));
  useEffect(() => feed.start(), [feed]);
  const { data: chat, error, refetch } = useQuery({ queryKey: chatKey(kept.chatId), queryFn: () => feed.readChat() });
  const transcript = useTranscript(feed.transcripts, kept.chatId);
  const isOver = chat !== undefined && !mayWrite(chat);
  const { activity } = feed.transcripts;
  const onSeen = useCallback((seq: number) => activity.saw(kept.chatId, seq), [activity, kept.chatId]);
  const reading = useReading(transcript.data, 'customer', isOver ? undefined : onSeen);
  const isTyping = useTyping(activity.typing, kept.chatId, 'agent', transcript.data);
  useToldStanding(embedding, { isOver, transcript: transcript.data, unread: reading.unread });
  const hearOver = useEffectEvent(on.onOver);
  useEffect(() => {
    if (isOver) hearOver();
  }, [isOver]);
  if (!chat && error) return <ErrorState title={t('customer/failed')} error={error} onRetry={() => void refetch()} />;
  if (!chat) return <LoadingState />;
  const { transcripts } = feed;
  const tell = (sent: Promise<Refused | undefined>): void => void sent.then((refusal) => refusal && fault(refusal));
  const name = chat.agent?.name ?? t('customer/team');
  return (
    <>
      <ConnectionBanner state={feed.connection} />
      <ChatStanding chat={chat} feed={feed} takesFocus={isNew} onAgain={on.onAgain} />
      <TranscriptView
        query={transcript}
        name={name}
        isOwn={({ author }) => author.kind === 'customer'}
        reading={reading}
        onResend={({ messageId }) => tell(transcripts.resend(kept.chatId, messageId))}
        onDiscard={({ messageId }) => tell(transcripts.discard(kept.chatId, messageId))}
      />
      {!isOver && (
        <>
          <TypingLine isTyping={isTyping} name={name} />
          <Composer
            name={name}
            chatId={kept.chatId}
            writing={transcripts.writing}
            onSend={(text) => tell(transcripts.send(kept.chatId, text))}
            onTyping={() => chat.state === 'in_progress' && activity.types(kept.chatId)}
          />
        </>
      )}
    </>
  );
}

/** A left message may be added to until the team has answered it. */
const mayWrite = ({
  state,
  leftMessage,
}: {
  state: string;
  leftMessage: { closedAt: string | null } | null;
}): boolean =>
  state === 'waiting' || state === 'in_progress' || (state === 'left_message' && leftMessage?.closedAt === null);
