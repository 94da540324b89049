import { Button, Center, ScrollArea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whileLookedAt } from '../../api/read-again';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { useFocusLoss } from '../../app/use-focus-loss';
import type { LeftMessage } from '../../api/types';
import { useFeed, useLeftMessages } from '../board/board-context';
import { usePageTitle } from '../use-page-title';
import { LeftMessageCard } from './LeftMessageCard';
import classes from './CheckPage.module.css';

const shownAtOnce = 50;

/** A message that is taken is another one: what had the focus in it has gone. */
const keyOf = ({ chatId, agent }: LeftMessage): string => `${chatId} ${agent?.id ?? ''}`;

/** The messages that customers left when nobody could answer: take one, answer it, close it with a note. */
export function CheckPage() {
  const { t } = useTranslation();
  const feed = useFeed();
  usePageTitle(t('check/title'));
  const { data: messages, error } = useLeftMessages();
  // No event tells that a colleague has taken one.
  useQuery({ ...feed.lists.messagesQuery, ...whileLookedAt });
  const [shown, setShown] = useState(shownAtOnce);
  const page = useRef<HTMLDivElement>(null);
  // Who has taken a message goes on to close it; who has closed one finds the next ones.
  const onTurn = useFocusLoss(messages?.map(keyOf), (key) => {
    const card = page.current?.querySelector(`[data-message="${key.split(' ')[0]}"]`);
    const button = card?.querySelector<HTMLElement>('[data-close]') ?? card?.querySelector('button');
    (button ?? page.current)?.focus();
  });
  return (
    <ScrollArea className={classes.page} viewportRef={page} viewportProps={{ tabIndex: 0 }}>
      <Title order={1} size="h4" p="sm">
        {t('check/title')}
      </Title>
      {!messages && !error && <LoadingState />}
      {!messages && error && <ErrorState title={t('check/failed')} error={error} onRetry={() => void feed.reload()} />}
      {messages?.length === 0 && <EmptyState>{t('check/empty')}</EmptyState>}
      <ul className={classes.list}>
        {messages?.slice(0, shown).map((message) => (
          <LeftMessageCard key={message.chatId} message={message} onTurn={() => onTurn(keyOf(message))} />
        ))}
      </ul>
      {messages && messages.length > shown && (
        <Center p="sm">
          <Button variant="default" onClick={() => setShown(shown + shownAtOnce)}>
            {t('check/more')}
          </Button>
        </Center>
      )}
    </ScrollArea>
  );
}
