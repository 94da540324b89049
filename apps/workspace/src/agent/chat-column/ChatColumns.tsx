import { ScrollArea, Text } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { columnsOf } from '../board/board';
import { useBoard, useFeed } from '../board/board-context';
import { ChatColumn } from './ChatColumn';
import classes from './ChatColumns.module.css';
import { useColumnFocus } from './use-column-focus';
import { useColumnKeys } from './use-column-keys';

/** The agent's chats side by side, each a column. */
export function ChatColumns() {
  const { t } = useTranslation();
  const feed = useFeed();
  const { data: chats, error } = useBoard(columnsOf);
  const columns = useColumnKeys();
  const section = useRef<HTMLElement>(null);
  const onTurn = useColumnFocus(chats, section);
  return (
    <section ref={section} className={classes.chats} aria-label={t('chats/title')} tabIndex={-1}>
      {!chats && !error && <LoadingState />}
      {!chats && error && <ErrorState title={t('chats/failed')} error={error} onRetry={() => void feed.reload()} />}
      {chats?.length === 0 && <EmptyState>{t('chats/empty')}</EmptyState>}
      {chats && chats.length > 0 && (
        <ScrollArea className={classes.scroll} classNames={{ content: classes.content }} type="auto" scrollbars="x">
          <div className={classes.columns} ref={columns}>
            {chats.map((chat) => (
              <ChatColumn key={chat.id} chat={chat} onTurn={onTurn} />
            ))}
          </div>
        </ScrollArea>
      )}
      {chats && chats.length > 1 && (
        <Text size="xs" c="dimmed" px="sm" visibleFrom="sm">
          {t('chats/keys')} · {t('panel/keys')}
        </Text>
      )}
    </section>
  );
}
