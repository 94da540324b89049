import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTell } from '../app/use-tell';
import { bodyOf } from '../api/clients';
import type { CustomersChat } from '../api/types';
import type { CustomerFeed } from './customer-feed';

/** Places change with every chat that is taken, and no event tells customers of that. */
const positionEveryMs = 10_000;

export interface ChatStandingProps {
  chat: CustomersChat;
  feed: CustomerFeed;
  onOver: () => void;
}

/** How the chat stands: place and estimate while it waits, then with whom, and how it ended. */
export function ChatStanding({ chat, feed, onOver }: ChatStandingProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const leave = useMutation({ mutationFn: () => feed.leave(), onError: fault });
  const isOver = chat.state === 'ended' || chat.state === 'cancelled' || chat.state === 'left_message';
  return (
    <Group px="sm" pb="xs" justify="space-between" wrap="nowrap" role="status" data-state={chat.state}>
      <div>
        <Words chat={chat} feed={feed} />
      </div>
      {isOver ? (
        <Button size="compact-sm" variant="default" onClick={onOver}>
          {t('customer/again')}
        </Button>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          loading={leave.isPending || chat.cancelRequestedAt !== null}
          onClick={() => leave.mutate()}
        >
          {t('customer/leave')}
        </Button>
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
      return <Text size="sm">{t('customer/cancelled')}</Text>;
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
  const position = data?.position;
  if (!data || !position) return <Text size="sm">{t('customer/waiting')}</Text>;
  const { estimatedWaitSeconds: seconds, exact } = data;
  return (
    <Text size="sm">
      {t('customer/place', { position: exact ? position : `${position - 1}+` })}
      {seconds !== null &&
        ` ${seconds < 60 ? t('customer/soon') : t('customer/about', { minutes: Math.ceil(seconds / 60) })}`}
    </Text>
  );
}
