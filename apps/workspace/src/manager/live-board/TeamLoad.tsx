import { Badge, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { everyItem } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { routing } from '../../session/session';

const everyMs = 5_000;

/** Who works, in which state, and how much of what each may have is taken. */
export function TeamLoad() {
  const { t } = useTranslation();
  const { data: agents } = useQuery({
    queryKey: ['agents', 'load'],
    queryFn: () => everyItem((query) => routing.GET('/api/v1/routing/agents', { params: { query } })),
    refetchInterval: everyMs,
    staleTime: 0,
  });
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('manager/agents')}>
      <Title order={2} size="h5" mb="sm">
        {t('manager/agents')}
      </Title>
      <Stack gap="xs">
        {agents
          ?.filter(({ active }) => active)
          .map((agent) => (
            <Load key={agent.id} agent={agent} />
          ))}
      </Stack>
    </Paper>
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
