import { Button, Group, Stack, Table, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { AddAgent } from './AddAgent';
import { AgentRow } from './AgentRow';
import { NewLink } from './NewLink';
import { type Agent, useAgents } from './use-agents';

/** Who works in the team: roles, how many chats each may have, who may not log in any more, and links to sign in with. */
export function AgentsPage() {
  const { t } = useTranslation();
  return (
    <Reading query={useAgents()} failed={t('agents/failed')}>
      {(agents) => <Agents agents={agents} />}
    </Reading>
  );
}

function Agents({ agents }: { agents: Agent[] }) {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure();
  const [linked, setLinked] = useState<Agent>();
  const [isLinking, linking] = useDisclosure();
  return (
    <Stack p="sm" maw={960}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('manager/agents')}
        </Title>
        <Button onClick={adding.open}>{t('agents/add')}</Button>
      </Group>
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('agents/name')}</Table.Th>
              <Table.Th>{t('agents/roles')}</Table.Th>
              <Table.Th>{t('agents/capacity')}</Table.Th>
              <Table.Th>{t('agents/active')}</Table.Th>
              <Table.Th>{t('agents/signIn')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {agents.map((agent) => (
              <AgentRow
                key={agent.id}
                agent={agent}
                onNewLink={() => {
                  setLinked(agent);
                  linking.open();
                }}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {linked && <NewLink agent={linked} opened={isLinking} onClose={linking.close} />}
      <AddAgent opened={isAdding} onClose={adding.close} />
    </Stack>
  );
}
