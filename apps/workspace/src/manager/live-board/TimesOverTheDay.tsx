import { LineChart } from '@mantine/charts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../app/states';
import { bodyOf } from '../../api/clients';
import { routing } from '../../session/session';
import { Part } from './Part';
import { lastDay, sumsEveryMs } from './periods';

async function readTimes() {
  const query = lastDay();
  const [wait, handle] = await Promise.all([
    bodyOf(routing.GET('/api/v1/routing/statistics/wait', { params: { query } })),
    bodyOf(routing.GET('/api/v1/routing/statistics/handle', { params: { query } })),
  ]);
  return wait.series.map(({ at, mean }, i) => ({ at, wait: mean, handle: handle.series[i]?.mean ?? null }));
}

/** How long customers waited and chats took, hour by hour. */
export function TimesOverTheDay() {
  const { t, i18n } = useTranslation();
  const times = useQuery({
    queryKey: ['statistics', 'times'],
    queryFn: readTimes,
    refetchInterval: sumsEveryMs,
    staleTime: 0,
  });
  const hour = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' });
  return (
    <Part title={t('board/times')} query={times}>
      {(points) =>
        points.every(({ wait, handle }) => wait === null && handle === null) ? (
          <EmptyState>{t('board/noTimes')}</EmptyState>
        ) : (
          <LineChart
            h={240}
            data={points.map(({ at, ...means }) => ({ at: hour.format(new Date(at)), ...means }))}
            dataKey="at"
            withLegend
            connectNulls={false}
            unit={t('board/seconds')}
            series={[
              { name: 'wait', label: t('board/wait'), color: 'board.6' },
              { name: 'handle', label: t('board/handle'), color: 'orange.6' },
            ]}
          />
        )
      }
    </Part>
  );
}
