import { BarChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../app/states';
import { bodyOf } from '../../api/clients';
import { routing } from '../../session/session';
import { Part } from './Part';
import { lastDay, sumsEveryMs } from './periods';

/** Who got how many chats, and how evenly they went round. */
export function Shares() {
  const { t } = useTranslation();
  const shares = useQuery({
    queryKey: ['statistics', 'agents'],
    queryFn: () => bodyOf(routing.GET('/api/v1/routing/statistics/agents', { params: { query: lastDay() } })),
    refetchInterval: sumsEveryMs,
    staleTime: 0,
  });
  return (
    <Part title={t('board/shares')} query={shares}>
      {({ agents, fairness: { jainIndex } }) => (
        <>
          {agents.length === 0 && <EmptyState>{t('board/noShares')}</EmptyState>}
          {agents.length > 0 && (
            <BarChart
              h={220}
              data={agents.map(({ name, assigned }) => ({ name, assigned }))}
              dataKey="name"
              orientation="vertical"
              series={[{ name: 'assigned', label: t('board/assigned'), color: 'board.6' }]}
            />
          )}
          {typeof jainIndex === 'number' && (
            <Text size="sm">{t('board/even', { percent: Math.round(jainIndex * 100) })}</Text>
          )}
        </>
      )}
    </Part>
  );
}
