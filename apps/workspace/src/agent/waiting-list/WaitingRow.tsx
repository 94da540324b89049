import { Button, Group, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusAgain } from '../../app/use-focus-again';
import { Elapsed } from '../../text/Elapsed';
import { type BoardChat, nameOf } from '../board/board';
import { ChannelBadge } from './ChannelBadge';
import classes from './WaitingList.module.css';

export interface WaitingRowProps {
  chat: BoardChat;
  isClaiming: boolean;
  /** Undefined for who only watches. */
  onClaim: ((chat: BoardChat) => void) | undefined;
  /** Shows who it is. */
  onAbout: (chatId: string) => void;
}

/**
 * Who waits, for how long and with what, and the button at the right that makes the chat the agent's. It does not know its
 * place: rows are not drawn anew because the first has left.
 */
export const WaitingRow = memo(function WaitingRow({ chat, isClaiming, onClaim, onAbout }: WaitingRowProps) {
  const { t } = useTranslation();
  const name = nameOf(chat);
  const button = useFocusAgain(isClaiming);
  return (
    <>
      <div className={classes.who}>
        <Group gap={6} wrap="nowrap">
          {chat.details ? (
            <UnstyledButton miw={0} aria-label={t('panel/about', { name })} onClick={() => onAbout(chat.id)}>
              <Text fw={600} size="sm" truncate td="underline dotted">
                <bdi>{name}</bdi>
              </Text>
            </UnstyledButton>
          ) : (
            <Skeleton height={12} width={90} />
          )}
          <ChannelBadge chat={chat} />
        </Group>
        <Text size="sm" lineClamp={2}>
          {chat.details?.firstMessage ?? (chat.details ? t('waiting/noMessage') : '…')}
        </Text>
        <Text size="xs" c="dimmed">
          <Elapsed since={chat.enqueuedAt} />
        </Text>
      </div>
      {onClaim && (
        <Button
          ref={button}
          size="compact-sm"
          loading={isClaiming}
          aria-label={t('waiting/assignTo', { name })}
          onClick={() => onClaim(chat)}
        >
          {t('waiting/assign')}
        </Button>
      )}
    </>
  );
});
