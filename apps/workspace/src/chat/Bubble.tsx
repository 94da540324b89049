import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../api/types';
import { PlainText } from '../text/PlainText';
import type { Outgoing } from './transcript';
import classes from './TranscriptView.module.css';

const timeOf = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));

export interface BubbleProps {
  message: ChatMessage;
  isOwn: boolean;
  /** Whether the other side has read it. */
  isRead: boolean;
}

/** One message, with who wrote it and when, and how far one's own has come. */
export function Bubble({ message, isOwn, isRead }: BubbleProps) {
  const { t, i18n } = useTranslation();
  const { author, text, sentAt, seq } = message;
  const side = author.kind === 'system' ? classes.system : isOwn ? classes.own : classes.others;
  const fallback =
    author.kind === 'system'
      ? t('transcript/system')
      : author.kind === 'customer'
        ? t('transcript/customer')
        : author.id;
  return (
    <div className={`${classes.bubble} ${side}`} data-seq={seq}>
      <PlainText text={text} />
      <Text size="xs" c="dimmed">
        <bdi>{isOwn ? t('transcript/you') : (author.name ?? fallback)}</bdi> · {timeOf(sentAt, i18n.language)}
        {isOwn && ` · ${t(isRead ? 'activity/read' : 'transcript/sent')}`}
      </Text>
    </div>
  );
}

export interface OutgoingBubbleProps {
  message: Outgoing;
  onResend: ((message: Outgoing) => void) | undefined;
  onDiscard: ((message: Outgoing) => void) | undefined;
}

/** A message on its way, or one that did not get there and can be sent again. */
export function OutgoingBubble({ message, onResend, onDiscard }: OutgoingBubbleProps) {
  const { t } = useTranslation();
  const isFailed = message.delivery === 'failed';
  return (
    <div className={`${classes.bubble} ${classes.own}`} data-delivery={message.delivery}>
      <PlainText text={message.text} />
      {!isFailed && (
        <Text size="xs" c="dimmed">
          {t('transcript/sending')}
        </Text>
      )}
      {isFailed && (
        <Group gap="xs" role="alert">
          <Text size="xs" fw={700} c="var(--mantine-color-error)">
            {t('transcript/failedToSend')}
          </Text>
          {onResend && (
            <Button size="compact-xs" onClick={() => onResend(message)}>
              {t('transcript/resend')}
            </Button>
          )}
          {onDiscard && (
            <Button size="compact-xs" variant="default" onClick={() => onDiscard(message)}>
              {t('transcript/discard')}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}
