import { Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../app/states';
import type { ChatMessage } from '../api/types';
import { Bubble, OutgoingBubble } from './Bubble';
import type { Outgoing, Transcript } from './transcript';
import classes from './TranscriptView.module.css';
import { useFollowEnd } from './use-follow-end';

export interface TranscriptViewProps {
  query: UseQueryResult<Transcript>;
  /** Whom the reader talks with. */
  name: string;
  isOwn: (message: ChatMessage) => boolean;
  /** Only where the reader writes, too. */
  onResend?: (message: Outgoing) => void;
  onDiscard?: (message: Outgoing) => void;
}

/** What was said, the newest at the end, where it stays unless the reader has gone back. */
export function TranscriptView({ query, name, isOwn, onResend, onDiscard }: TranscriptViewProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = query;
  const { box, onScroll } = useFollowEnd((data?.messages.length ?? 0) + (data?.outgoing.length ?? 0));
  const isEmpty = data && data.messages.length === 0 && data.outgoing.length === 0;
  return (
    <div
      ref={box}
      onScroll={onScroll}
      className={classes.box}
      role="log"
      tabIndex={0}
      aria-label={t('transcript/label', { name })}
    >
      {!data && !error && <LoadingState />}
      {error && <ErrorState title={t('transcript/failed')} error={error} onRetry={() => void refetch()} />}
      {isEmpty && !error && <EmptyState>{t('transcript/empty')}</EmptyState>}
      {data && (
        <Stack gap={6} p="sm">
          {data.messages.map((message) => (
            <Bubble key={message.messageId} message={message} isOwn={isOwn(message)} />
          ))}
          {data.outgoing.map((message) => (
            <OutgoingBubble key={message.messageId} message={message} onResend={onResend} onDiscard={onDiscard} />
          ))}
        </Stack>
      )}
    </div>
  );
}
