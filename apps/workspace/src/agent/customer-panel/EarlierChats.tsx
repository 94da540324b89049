import { Accordion } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { bodyOf } from '../../api/clients';
import { intake } from '../../session/session';
import { EarlierChat } from './EarlierChat';
import { EarlierChatSummary } from './EarlierChatSummary';
import { More } from './More';
import { Section } from './Section';

const shownAtOnce = 10;

export interface EarlierChatsProps {
  /** The chat that the panel is about, which is not among them. */
  chatId: string;
  customerId: string;
}

/** The customer's other chats, newest first; one at a time is opened and read in place. */
export function EarlierChats(props: EarlierChatsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('earlier/title')}>
      <List {...props} />
    </Section>
  );
}

function List({ chatId, customerId }: EarlierChatsProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string | null>(null);
  const chats = useChatsOf(customerId);
  const { data, error, refetch } = chats;
  if (error) return <ErrorState title={t('earlier/failed')} error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const others = data.filter((chat) => chat.chatId !== chatId);
  if (others.length === 0 && !chats.hasNextPage) return <EmptyState>{t('earlier/empty')}</EmptyState>;
  return (
    <>
      <Accordion order={4} value={opened} onChange={setOpened}>
        {others.map((chat) => (
          <Accordion.Item key={chat.chatId} value={chat.chatId}>
            <Accordion.Control px="sm">
              <EarlierChatSummary chat={chat} />
            </Accordion.Control>
            <Accordion.Panel>{opened === chat.chatId && <EarlierChat chat={chat} />}</Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <More of={chats} />
    </>
  );
}

const useChatsOf = (customerId: string) =>
  useInfiniteQuery({
    queryKey: ['chats-of', customerId],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor }) => {
      const query = { customerId, limit: shownAtOnce, ...(cursor === '' ? {} : { cursor }) };
      return bodyOf(intake.GET('/api/v1/intake/chats', { params: { query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
  });
