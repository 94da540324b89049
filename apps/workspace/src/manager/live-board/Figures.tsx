import { SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/clients';
import { routing } from '../../session/session';
import { clockOf } from '../../text/duration';
import { Part } from './Part';
import { sumsEveryMs } from './periods';

/** How many wait, for how long, and what becomes of them, at this moment. */
export function Figures() {
  const { t } = useTranslation();
  const now = useQuery({
    queryKey: ['statistics', 'now'],
    queryFn: () => bodyOf(routing.GET('/api/v1/routing/statistics/now')),
    refetchInterval: sumsEveryMs,
    staleTime: 0,
  });
  return (
    <Part title={t('board/now')} query={now}>
      {({ waiting, longestWaitSeconds, inProgress, leftMessages, endedToday }) => (
        <SimpleGrid cols={{ base: 2, sm: 5 }}>
          <Figure name={t('status/waiting')} value={waiting} />
          <Figure
            name={t('board/longest')}
            value={longestWaitSeconds === null ? '–' : clockOf(longestWaitSeconds * 1000)}
          />
          <Figure name={t('status/inProgress')} value={inProgress} />
          <Figure name={t('status/check')} value={leftMessages} />
          <Figure name={t('status/endedToday')} value={endedToday} />
        </SimpleGrid>
      )}
    </Part>
  );
}

function Figure({ name, value }: { name: string; value: string | number }) {
  return (
    <div>
      <Text size="sm">{name}</Text>
      <Text size="xl" fw={700}>
        {value}
      </Text>
    </div>
  );
}
