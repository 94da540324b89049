import { Badge, Button, NumberInput, Switch, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../../session/use-session';
import { choiceOf, chosenRoles } from './roles';
import { RolesSelect } from './RolesSelect';
import { type Agent, useChangeAgent } from './use-agents';

/** One of the team, with what a manager may change. Nobody takes the role or the access from themselves. */
export function AgentRow({ agent, onNewLink }: { agent: Agent; onNewLink: () => void }) {
  const { t } = useTranslation();
  const { name } = agent;
  const isOneself = useAccount().id === agent.id;
  const change = useChangeAgent(agent);
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
        <NumberInput
          aria-label={t('agents/capacityOf', { name })}
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
          aria-label={t('agents/activeOf', { name })}
          checked={agent.active}
          disabled={isOneself}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <Button size="compact-sm" variant="default" aria-label={t('agents/newLinkOf', { name })} onClick={onNewLink}>
          {t('agents/newLink')} …
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
