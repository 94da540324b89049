import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFeed } from '../../agent/board/board-context';
import { useWaiting, useWaitingCount } from '../../agent/waiting-list/use-waiting';
import { EmptyState } from '../../app/states';
import { ChatLines } from './ChatLines';
import { LineButton } from './LineButton';
import { Part } from './Part';

const shownAtOnce = 10;

/** Who waits, as the agents see it, and whom a manager may give to one of them. */
export function WaitingChats() {
  const { t } = useTranslation();
  const feed = useFeed();
  const waiting = useWaiting();
  const beyond = useWaitingCount()?.beyond ?? 0;
  const [shown, setShown] = useState(shownAtOnce);
  const title = t('waiting/title');
  return (
    <Part title={title} query={{ ...waiting, refetch: () => feed.reload() }} failed={t('waiting/failed')}>
      {(chats) => (
        <Stack align="stretch">
          <ChatLines
            label={title}
            empty={t('waiting/empty')}
            chats={chats.slice(0, shown)}
            sinceOf={({ enqueuedAt }) => enqueuedAt}
            actions={(chat, open) => <LineButton which="assign" chat={chat} onOpen={open} />}
          />
          {chats.length > shown && (
            <Button variant="default" onClick={() => setShown(shown + shownAtOnce)}>
              {t('board/showMore')}
            </Button>
          )}
          {chats.length <= shown && beyond > 0 && <EmptyState>{t('waiting/beyond', { count: beyond })}</EmptyState>}
        </Stack>
      )}
    </Part>
  );
}
