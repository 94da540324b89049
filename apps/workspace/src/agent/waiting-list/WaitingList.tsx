import { Badge, Group, ScrollArea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { useFeed } from '../board/board-context';
import { useWaiting, useWaitingCount } from './use-waiting';
import classes from './WaitingList.module.css';
import { WaitingRows } from './WaitingRows';

/** Everybody who waits, in the order in which they came. */
export function WaitingList() {
  const { t } = useTranslation();
  const feed = useFeed();
  const { data: waiting, error } = useWaiting();
  const count = useWaitingCount();
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null);
  return (
    <section className={classes.list} aria-labelledby="waiting-title">
      <Group p="sm" gap="xs">
        <Title order={1} size="h5" id="waiting-title">
          {t('waiting/title')}
        </Title>
        {count && <Badge variant="light">{count.all}</Badge>}
      </Group>
      <ScrollArea className={classes.rows} viewportRef={setViewport} viewportProps={{ tabIndex: 0 }}>
        {!waiting && !error && <LoadingState />}
        {!waiting && error && (
          <ErrorState title={t('waiting/failed')} error={error} onRetry={() => void feed.reload()} />
        )}
        {waiting?.length === 0 && <EmptyState>{t('waiting/empty')}</EmptyState>}
        {waiting && <WaitingRows waiting={waiting} viewport={viewport} />}
        {count && count.beyond > 0 && <EmptyState>{t('waiting/beyond', { count: count.beyond })}</EmptyState>}
      </ScrollArea>
    </section>
  );
}
