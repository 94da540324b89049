import { Badge, Group, ScrollArea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { useCode } from '../../app/use-code';
import { waitingOf } from '../board/board';
import { useBoard } from '../board/board-context';
import classes from './WaitingList.module.css';

const loadRows = () => import('./WaitingRows');

/** Everybody who waits, in the order in which they came. */
export function WaitingList() {
  const { t } = useTranslation();
  const { data: waiting } = useBoard(waitingOf);
  // They come while the board is read, without which there are none.
  const rows = useCode('waiting-rows', loadRows);
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
        <Reading query={rows} failed={t('waiting/failed')}>
          {({ WaitingRows }) => <WaitingRows viewport={viewport} />}
        </Reading>
      </ScrollArea>
    </section>
  );
}
