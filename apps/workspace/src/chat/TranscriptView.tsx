import { Divider, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../app/states';
import type { ChatMessage } from '../api/types';
import { Bubble, OutgoingBubble } from './Bubble';
import type { Outgoing, Transcript } from './transcript';
import classes from './TranscriptView.module.css';
import { useFollowEnd } from './use-follow-end';
import type { Reading } from './use-reading';

interface LinesProps {
  isOwn: (message: ChatMessage) => boolean;
  /** Only where the reader takes part. */
  reading?: Reading;
  /** Only where more can be written. */
  onResend?: (message: Outgoing) => void;
  onDiscard?: (message: Outgoing) => void;
}

export interface TranscriptViewProps extends LinesProps {
  query: UseQueryResult<Transcript>;
  /** Whom the reader talks with. */
  name: string;
}

/** What was said, the newest at the end, where it stays unless the reader has gone back. */
export function TranscriptView({ query, name, ...props }: TranscriptViewProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = query;
  const { reading } = props;
  const lines = (data?.messages.length ?? 0) + (data?.outgoing.length ?? 0);
  const { box, onScroll } = useFollowEnd(reading?.divider == null ? lines : lines + 1);
  return (
    <div
      ref={box}
      onScroll={onScroll}
      className={classes.box}
      role="log"
      // That a message was read meanwhile is not worth saying aloud.
      aria-relevant="additions"
      tabIndex={0}
      aria-label={t('transcript/label', { name })}
    >
      {!data && !error && <LoadingState />}
      {error && <ErrorState title={t('transcript/failed')} error={error} onRetry={() => void refetch()} />}
      {lines === 0 && data && !error && (
        <EmptyState>{t(props.onResend ? 'transcript/empty' : 'transcript/nothing')}</EmptyState>
      )}
      {data && <Lines transcript={data} {...props} />}
      <div ref={reading?.end} className={classes.end} />
    </div>
  );
}

/** The messages, parted where it begins to be new, and those on their way. */
function Lines({ transcript, isOwn, reading, onResend, onDiscard }: LinesProps & { transcript: Transcript }) {
  const { t } = useTranslation();
  const { divider, readByOther = -1 } = reading ?? {};
  return (
    <Stack gap={6} p="sm">
      {transcript.messages.map((message, i) => (
        <Fragment key={message.messageId}>
          {i > 0 && message.seq === divider && <Divider label={t('activity/unreadFrom')} color="red" />}
          <Bubble message={message} isOwn={isOwn(message)} isRead={message.seq <= readByOther} />
        </Fragment>
      ))}
      {transcript.outgoing.map((message) => (
        <OutgoingBubble key={message.messageId} message={message} onResend={onResend} onDiscard={onDiscard} />
      ))}
    </Stack>
  );
}
