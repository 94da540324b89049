import { BarChart, LineChart } from '@mantine/charts';
import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { bodyOf } from '../../api/clients';
import { routing } from '../../session/session';
import { clockOf } from '../../text/duration';
import { TeamLoad } from './TeamLoad';

/** Statistics are sums over a day: nobody needs them by the event. */
const everyMs = 15_000;
const dayMs = 86_400_000;

/** How it goes right now and how the day went: who waits, who works on what, how long it takes, who got how much. */
export function LiveBoardPage() {
  const { t } = useTranslation();
  const {
    data: now,
    error,
    refetch,
  } = useQuery({
    queryKey: ['statistics', 'now'],
    queryFn: () => bodyOf(routing.GET('/api/v1/routing/statistics/now')),
    refetchInterval: everyMs,
    staleTime: 0,
  });
  if (error) return <ErrorState title={t('board/failed')} error={error} onRetry={() => void refetch()} />;
  if (!now) return <LoadingState />;
  const longest = now.longestWaitSeconds === null ? '–' : clockOf(now.longestWaitSeconds * 1000);
  return (
    <Stack p="sm">
      <Title order={1} size="h3">
        {t('manager/board')}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 5 }}>
        <Figure name={t('status/waiting')} value={now.waiting} />
        <Figure name={t('board/longest')} value={longest} />
        <Figure name={t('status/inProgress')} value={now.inProgress} />
        <Figure name={t('status/check')} value={now.leftMessages} />
        <Figure name={t('status/endedToday')} value={now.endedToday} />
      </SimpleGrid>
      <TeamLoad />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <WaitOverTheDay />
        <Shares />
      </SimpleGrid>
    </Stack>
  );
}

function Figure({ name, value }: { name: string; value: string | number }) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm">{name}</Text>
      <Text size="xl" fw={700}>
        {value}
      </Text>
    </Paper>
  );
}

const lastDay = () => ({ from: new Date(Date.now() - dayMs).toISOString(), to: new Date().toISOString() });

function WaitOverTheDay() {
  const { t, i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ['statistics', 'wait'],
    queryFn: async () => {
      const query = { ...lastDay(), interval: '1h' as const };
      const [wait, handle] = await Promise.all([
        bodyOf(routing.GET('/api/v1/routing/statistics/wait', { params: { query } })),
        bodyOf(routing.GET('/api/v1/routing/statistics/handle', { params: { query } })),
      ]);
      return wait.series.map((point, i) => ({
        at: point.at,
        wait: point.mean,
        handle: handle.series[i]?.mean ?? null,
      }));
    },
    refetchInterval: everyMs,
    staleTime: 0,
  });
  const hour = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' });
  const points = data?.map(({ at, ...means }) => ({ at: hour.format(new Date(at)), ...means })) ?? [];
  return (
    <Chart title={t('board/times')}>
      <LineChart
        h={240}
        data={points}
        dataKey="at"
        withLegend
        connectNulls={false}
        unit=" s"
        series={[
          { name: 'wait', label: t('board/wait'), color: 'board.6' },
          { name: 'handle', label: t('board/handle'), color: 'orange.6' },
        ]}
      />
    </Chart>
  );
}

function Shares() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['statistics', 'agents'],
    queryFn: () => {
      const query = { ...lastDay(), interval: '1h' as const };
      return bodyOf(routing.GET('/api/v1/routing/statistics/agents', { params: { query } }));
    },
    refetchInterval: everyMs,
    staleTime: 0,
  });
  const agents = data?.agents.map(({ name, assigned }) => ({ name, assigned })) ?? [];
  const even = data?.fairness.jainIndex;
  return (
    <Chart title={t('board/shares')}>
      {agents.length === 0 && <EmptyState>{t('board/noShares')}</EmptyState>}
      {agents.length > 0 && (
        <BarChart
          h={220}
          data={agents}
          dataKey="name"
          orientation="vertical"
          series={[{ name: 'assigned', label: t('board/assigned'), color: 'board.6' }]}
        />
      )}
      {typeof even === 'number' && <Text size="sm">{t('board/even', { percent: Math.round(even * 100) })}</Text>}
    </Chart>
  );
}

function Chart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}
