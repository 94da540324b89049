import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../app/states';
import { everyItem } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { routing } from '../../session/session';
import { Part } from './Part';
import { loadEveryMs } from './periods';

/** Who works, in which state, and how much of what each may have is taken. */
export function TeamLoad() {
  const { t } = useTranslation();
  const load = useQuery({
    queryKey: ['agents', 'load'],
    queryFn: async () => {
      const agents = await everyItem((query) => routing.GET('/api/v1/routing/agents', { params: { query } }));
      return agents.filter(({ active }) => active);
    },
    refetchInterval: loadEveryMs,
    staleTime: 0,
  });
  return (
    <Part title={t('manager/agents')} query={load}>
      {(agents) =>
        agents.length === 0 ? (
          <EmptyState>{t('board/nobody')}</EmptyState>
        ) : (
          <Stack gap="xs">
            {agents.map((agent) => (
              <Load key={agent.id} agent={agent} />
            ))}
          </Stack>
        )
      }
    </Part>
  );
}

function Load({ agent }: { agent: RoutingAgent }) {
  const { t } = useTranslation();
  const { name, connected, availability, activeChats, capacity } = agent;
  const taken = t('status/capacity', { active: activeChats, capacity });
  return (
    <Group wrap="nowrap" gap="sm">
      <Text size="sm" w={120} truncate>
        {name}
      </Text>
      <Badge variant="default" tt="none" w={140}>
        {connected ? t(`status/${availability}`) : t('why/disconnected')}
      </Badge>
      <Progress
        value={capacity === 0 ? 100 : (activeChats / capacity) * 100}
        flex={1}
        aria-label={`${name}: ${taken}`}
      />
      <Text size="sm" w={60} ta="right">
        {taken}
      </Text>
    </Group>
  );
}
