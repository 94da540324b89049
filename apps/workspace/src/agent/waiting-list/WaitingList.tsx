import { Badge, Group, ScrollArea, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { waitingOf } from '../board/board';
import { useBoard, useFeed } from '../board/board-context';
import { usePanel } from '../panel/panel-context';
import { useClaim } from './use-claim';
import classes from './WaitingList.module.css';
import { WaitingRow } from './WaitingRow';

/** Nobody reads further than this; whoever waits behind moves up. */
const shownRows = 200;

/** Everybody who waits, in the order in which they came. */
export function WaitingList() {
  const { t } = useTranslation();
  const { data: waiting } = useBoard(waitingOf);
  return (
    <section className={classes.list} aria-labelledby="waiting-title">
      <Group p="sm" gap="xs">
        <Title order={1} size="h5" id="waiting-title">
          {t('waiting/title')}
        </Title>
        {waiting && <Badge variant="light">{waiting.length}</Badge>}
      </Group>
      <ScrollArea className={classes.rows} viewportProps={{ tabIndex: 0 }}>
        <Rows />
      </ScrollArea>
    </section>
  );
}

function Rows() {
  const { t } = useTranslation();
  const feed = useFeed();
  const { data: waiting, error } = useBoard(waitingOf);
  const { claim, claiming } = useClaim();
  const { toggle } = usePanel();
  if (!waiting) {
    if (!error) return <LoadingState />;
    return <ErrorState title={t('waiting/failed')} error={error} onRetry={() => void feed.reload()} />;
  }
  if (waiting.length === 0) return <EmptyState>{t('waiting/empty')}</EmptyState>;
  return (
    <>
      {/* The role, because Safari takes it from a list without markers; it tells a row's place. */}
      <ol role="list" className={classes.ordered}>
        {waiting.slice(0, shownRows).map((chat) => (
          <WaitingRow key={chat.id} chat={chat} isClaiming={claiming === chat.id} onClaim={claim} onAbout={toggle} />
        ))}
      </ol>
      {waiting.length > shownRows && (
        <EmptyState>{t('waiting/more', { count: waiting.length - shownRows })}</EmptyState>
      )}
    </>
  );
}
