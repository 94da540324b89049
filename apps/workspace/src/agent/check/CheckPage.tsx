import { ScrollArea, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import type { Board } from '../board/board';
import { useBoard, useFeed } from '../board/board-context';
import { LeftMessageCard } from './LeftMessageCard';
import classes from './CheckPage.module.css';

const oldestFirst = (board: Board) => Object.values(board.messages).sort((a, b) => (a.leftAt < b.leftAt ? -1 : 1));

/** The messages that customers left when nobody could answer: take one, answer it, close it with a note. */
export function CheckPage() {
  const { t } = useTranslation();
  const feed = useFeed();
  const { data: messages, error } = useBoard(oldestFirst);
  return (
    <ScrollArea className={classes.page}>
      <Title order={1} size="h4" p="sm">
        {t('check/title')}
      </Title>
      {!messages && !error && <LoadingState />}
      {!messages && error && <ErrorState title={t('check/failed')} error={error} onRetry={() => void feed.reload()} />}
      {messages?.length === 0 && <EmptyState>{t('check/empty')}</EmptyState>}
      <ul className={classes.list}>
        {messages?.map((message) => (
          <LeftMessageCard key={message.chatId} message={message} />
        ))}
      </ul>
    </ScrollArea>
  );
}
