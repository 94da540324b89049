import { Badge, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsKey } from '../../agent/board/board-store';
import { EmptyState } from '../../app/states';
import { everyItem } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { routing } from '../../session/session';
import { AgentChats } from './AgentChats';
import { Part } from './Part';
import { loadEveryMs } from './periods';

/** Who works, in which state, and how much of what each may have is taken. */
export function TeamLoad() {
  const { t } = useTranslation();
  const load = useQuery({
    queryKey: [...agentsKey, 'load'],
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

/** An agent at work, who is opened to see the chats. */
function Load({ agent }: { agent: RoutingAgent }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure();
  const { name, connected, availability, activeChats, capacity } = agent;
  const taken = t('status/capacity', { active: activeChats, capacity });
  return (
    <div>
      <Group wrap="nowrap" gap="sm">
        <Button
          variant="subtle"
          size="compact-sm"
          justify="flex-start"
          w={120}
          px={4}
          miw={0}
          aria-expanded={isOpen}
          aria-label={t('board/chatsOf', { name })}
          onClick={toggle}
        >
          {isOpen ? '▾' : '▸'} {name}
        </Button>
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
      {isOpen && <AgentChats agent={agent} />}
    </div>
  );
}
