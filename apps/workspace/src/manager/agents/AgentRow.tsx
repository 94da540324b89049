import { Badge, Button, Switch, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../app/Confirm';
import { useAccount } from '../../session/use-session';
import { CapacityField } from './CapacityField';
import { choiceOf, chosenRoles } from './roles';
import { RolesSelect } from './RolesSelect';
import { type Agent, useChangeAgent } from './use-agents';
import { useMoment } from './use-moment';

/** One of the team, with what a manager may change. Nobody takes the role or the access from themselves. */
export function AgentRow({ agent, onNewLink }: { agent: Agent; onNewLink: () => void }) {
  const { t } = useTranslation();
  const { name } = agent;
  const isOneself = useAccount().id === agent.id;
  const change = useChangeAgent(agent.id);
  const moment = useMoment();
  const [isDeactivating, deactivating] = useDisclosure();
  return (
    <Table.Tr>
      <Table.Td>
        {name} {agent.invited && <Badge tt="none">{t('agents/invited')}</Badge>} <br />
        <small>{agent.email}</small>
      </Table.Td>
      <Table.Td>
        <RolesSelect
          aria-label={t('agents/rolesOf', { name })}
          w={180}
          value={choiceOf(agent.roles)}
          disabled={isOneself}
          onChange={(choice) => change({ roles: chosenRoles(choice) })}
        />
      </Table.Td>
      <Table.Td>
        <CapacityField agent={agent} />
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={t('agents/activeOf', { name })}
          checked={agent.active}
          disabled={isOneself}
          onChange={() => (agent.active ? deactivating.open() : change({ active: true }))}
        />
        <Confirm
          opened={isDeactivating}
          onClose={deactivating.close}
          title={t('agents/deactivateOf', { name })}
          submit={t('agents/deactivate')}
          onConfirm={() => {
            deactivating.close();
            change({ active: false });
          }}
        >
          <Text size="sm">{t('agents/deactivateHint', { name })}</Text>
        </Confirm>
      </Table.Td>
      <Table.Td>
        <Button size="compact-sm" variant="default" aria-label={t('agents/newLinkOf', { name })} onClick={onNewLink}>
          {t('agents/newLink')} …
        </Button>
        {agent.linkUntil !== null && <Text size="xs">{t('agents/linkOpen', { time: moment(agent.linkUntil) })}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}
