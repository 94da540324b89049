import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeFocus } from '../app/Revealed';
import { bodyOf } from '../api/clients';
import type { CustomersChat } from '../api/types';
import type { CustomerFeed } from './customer-feed';
import { LeaveButton } from './LeaveButton';
import { wordsOfPlace } from './words-of-place';

/** Places change with every chat that is taken, and no event tells customers of that. */
const positionEveryMs = 10_000;

export interface ChatStandingProps {
  chat: CustomersChat;
  feed: CustomerFeed;
  /** It comes in the place of the form in which the customer has asked. */
  takesFocus: boolean;
  /** The customer wants another chat, once this one is over. */
  onAgain: () => void;
}

/** How the chat stands: place and estimate while it waits, then with whom, and how it ended. */
export function ChatStanding({ chat, feed, takesFocus, onAgain }: ChatStandingProps) {
  const { t } = useTranslation();
  // Who leaves finds the focus where it goes on.
  const [isLeaving, setLeaving] = useState(false);
  const isOver = chat.state === 'ended' || chat.state === 'cancelled' || chat.state === 'left_message';
  return (
    <Group
      px="sm"
      pb="xs"
      justify="space-between"
      wrap="nowrap"
      role="status"
      tabIndex={-1}
      ref={takesFocus ? takeFocus : undefined}
      data-state={chat.state}
    >
      <div>
        <Words chat={chat} feed={feed} />
      </div>
      {isOver ? (
        <Button size="compact-sm" variant="default" autoFocus={isLeaving} onClick={onAgain}>
          {t('customer/again')}
        </Button>
      ) : (
        <LeaveButton chat={chat} feed={feed} onLeaving={() => setLeaving(true)} />
      )}
    </Group>
  );
}

function Words({ chat, feed }: { chat: CustomersChat; feed: CustomerFeed }) {
  const { t } = useTranslation();
  switch (chat.state) {
    case 'waiting':
      return <Place feed={feed} />;
    case 'in_progress':
      return <Text size="sm">{t('customer/with', { name: chat.agent?.name ?? t('customer/team') })}</Text>;
    case 'left_message':
      return <Text size="sm">{chat.leftMessage?.closedAt ? t('customer/leftAnswered') : t('customer/left')}</Text>;
    case 'ended':
      return <Text size="sm">{t(`customer/endedBy_${chat.endedBy ?? 'team'}`)}</Text>;
    case 'cancelled':
      return <Text size="sm">{t(chat.endedBy === 'team' ? 'customer/endedBy_team' : 'customer/cancelled')}</Text>;
    default:
      return chat.state satisfies never;
  }
}

function Place({ feed }: { feed: CustomerFeed }) {
  const { t } = useTranslation();
  const { chatId, clients } = feed;
  const { data } = useQuery({
    queryKey: ['position', chatId],
    queryFn: () =>
      bodyOf(clients.routing.GET('/api/v1/routing/chats/{id}/position', { params: { path: { id: chatId } } })),
    refetchInterval: positionEveryMs,
    staleTime: 0,
  });
  return <Text size="sm">{wordsOfPlace(data, t)}</Text>;
}
