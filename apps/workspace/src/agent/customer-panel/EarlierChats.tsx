import { Accordion } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { bodyOf } from '../../api/clients';
import type { ChatForAgents } from '../../api/types';
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
  const chats = useChatsOf(customerId);
  return (
    <Reading query={chats} failed={t('earlier/failed')}>
      {(read) => {
        const others = read.filter((chat) => chat.chatId !== chatId);
        if (others.length === 0 && !chats.hasNextPage) return <EmptyState>{t('earlier/empty')}</EmptyState>;
        return (
          <>
            <Chats chats={others} />
            <More of={chats} />
          </>
        );
      }}
    </Reading>
  );
}

function Chats({ chats }: { chats: ChatForAgents[] }) {
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Accordion order={4} value={opened} onChange={setOpened}>
      {chats.map((chat) => (
        <Accordion.Item key={chat.chatId} value={chat.chatId}>
          <Accordion.Control px="sm">
            <EarlierChatSummary chat={chat} />
          </Accordion.Control>
          <Accordion.Panel>{opened === chat.chatId && <EarlierChat chat={chat} />}</Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
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
