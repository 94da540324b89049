import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useUnread } from '../attention/attention-context';
import { UnreadBadge } from '../attention/UnreadBadge';
import { ownOf } from '../board/board';
import { useBoard, useFeed, useLeftMessages } from '../board/board-context';
import { useConnection } from '../../connection/connection';
import { useWaitingCount } from '../waiting-list/use-waiting';
import { AvailabilityControl } from './AvailabilityControl';
import classes from './StatusBar.module.css';
import { limitOf } from './me';
import { useMe } from './use-me';
import { useTeamNow } from './use-team-now';

/** How much there is to do, how much the agent may have, and whether all of this is up to date. */
export function StatusBar() {
  const { t } = useTranslation();
  const { data: active } = useBoard((board) => ownOf(board).length);
  const waiting = useWaitingCount()?.all;
  const check = useLeftMessages().data?.length;
  const unread = useUnread();
  const endedToday = useTeamNow()?.endedToday;
  const capacity = limitOf(useMe().data);
  const mine = active !== undefined && capacity ? t('status/capacity', { active, capacity }) : active;
  return (
    <Group component="section" aria-label={t('status/label')} h="100%" px="sm" justify="space-between" gap={4}>
      <Group gap={10}>
        <Figure name={t('status/waiting')} value={waiting} id="waiting" />
        <Figure name={t('status/inProgress')} value={mine} id="in-progress" />
        <UnreadBadge count={unread} ml={-4} data-figure="unread" />
        <Anchor component={Link} to="/check" underline="hover" c="inherit">
          <Figure name={t('status/check')} value={check} id="check" />
        </Anchor>
        <Figure name={t('status/endedToday')} value={endedToday} id="ended-today" />
      </Group>
      <Group gap="md">
        <ConnectionMark />
        <AvailabilityControl />
      </Group>
    </Group>
  );
}

function Figure({ name, value, id }: { name: string; value: string | number | undefined; id: string }) {
  return (
    <Text className={classes.figure} component="span" data-figure={id}>
      {name} <b>{value ?? '…'}</b>
    </Text>
  );
}

function ConnectionMark() {
  const { t } = useTranslation();
  const connection = useConnection(useFeed().connection);
  const words = connection === 'lost' ? t('connection/connecting') : t(`connection/${connection}`);
  return (
    <Text size="sm" component="span" role="status" data-connection={connection}>
      <span className={classes.dot} data-connection={connection} aria-hidden /> {words}
    </Text>
  );
}
