import { Badge, Group, ScrollArea, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingState } from '../../app/states';
import { waitingOf } from '../board/board';
import { useBoard } from '../board/board-context';
import classes from './WaitingList.module.css';

// Comes while the board is read, without which there are no rows.
const WaitingRows = lazy(() => import('./WaitingRows').then((m) => ({ default: m.WaitingRows })));

/** Everybody who waits, in the order in which they came. */
export function WaitingList() {
  const { t } = useTranslation();
  const { data: waiting } = useBoard(waitingOf);
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null);
  return (
    <section className={classes.list} aria-labelledby="waiting-title">
      <Group p="sm" gap="xs">
        <Title order={1} size="h5" id="waiting-title">
          {t('waiting/title')}
        </Title>
        {waiting && <Badge variant="light">{waiting.length}</Badge>}
      </Group>
      <ScrollArea className={classes.rows} viewportRef={setViewport} viewportProps={{ tabIndex: 0 }}>
        <Suspense fallback={<LoadingState />}>
          <WaitingRows viewport={viewport} />
        </Suspense>
      </ScrollArea>
    </section>
  );
}
