import { Badge, Button, Group, NumberInput, Stack, Switch, Table, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '../../app/states';
import { useTell } from '../../app/use-tell';
import { bodyOf, everyItem } from '../../api/clients';
import type { components } from '../../api/generated/settings';
import { settings } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { AddAgent } from './AddAgent';
import { agentsKey } from './agents-key';

type Agent = components['schemas']['AgentDto'];

/** Who works in the team: roles, how many chats each may have, and who may not log in any more. */
export function AgentsPage() {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure();
  const { data, error, refetch } = useQuery({
    queryKey: agentsKey,
    queryFn: () => everyItem((query) => settings.GET('/api/v1/settings/agents', { params: { query } })),
    staleTime: 0,
  });
  // What was read stays, with the dialogs on it, also when it cannot be read again.
  if (!data && error) return <ErrorState title={t('agents/failed')} error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return (
    <Stack p="sm" maw={960}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('manager/agents')}
        </Title>
        <Button onClick={adding.open}>{t('agents/add')}</Button>
      </Group>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('agents/name')}</Table.Th>
              <Table.Th>{t('agents/roles')}</Table.Th>
              <Table.Th>{t('agents/capacity')}</Table.Th>
              <Table.Th>{t('agents/active')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map((agent) => (
              <AgentRow key={`${agent.id}/${agent.version}`} agent={agent} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <AddAgent opened={isAdding} onClose={adding.close} />
    </Stack>
  );
}

function AgentRow({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const me = useAccount().id;
  const change = useChangeAgent(agent);
  return (
    <Table.Tr>
      <Table.Td>
        {agent.name} <br />
        <small>{agent.email}</small>
      </Table.Td>
      <Table.Td>
        {agent.roles.map((role) => (
          <Badge key={role} variant="default" tt="none" mr={4}>
            {t(`agents/${role}`)}
          </Badge>
        ))}
      </Table.Td>
      <Table.Td>
        <NumberInput
          aria-label={t('agents/capacityOf', { name: agent.name })}
          placeholder={t('agents/teamDefault')}
          min={0}
          max={1000}
          w={130}
          defaultValue={agent.capacity ?? ''}
          onBlur={(event) => {
            const capacity = event.currentTarget.value === '' ? null : Number(event.currentTarget.value);
            if (capacity !== agent.capacity) change({ capacity });
          }}
        />
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={t('agents/activeOf', { name: agent.name })}
          checked={agent.active}
          disabled={agent.id === me}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function useChangeAgent({ id, version }: Agent) {
  const { fault } = useTell();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (change: { capacity?: number | null; active?: boolean }) =>
      bodyOf(
        settings.PATCH('/api/v1/settings/agents/{id}', { params: { path: { id } }, body: { version, ...change } }),
      ),
    onError: fault,
    onSettled: () => client.invalidateQueries({ queryKey: agentsKey }),
  });
  return mutate;
}
