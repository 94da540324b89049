import { Button, Checkbox, Group, Radio, ScrollArea, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { everyItem } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { agentsKey } from '../board/board-store';
import { offerOf, type Recipient } from './offer';

export interface ChooseAgentProps {
  /** Who has the chat, and is no choice; undefined: everybody is. */
  ownerId: string | undefined;
  /** What the button that does it says. */
  submit: string;
  pending: boolean;
  onSubmit: (to: Recipient) => void;
}

/** Read, and chosen anew, whenever it is opened: who has a free place changes all the time. */
export function ChooseAgent({ ownerId, ...props }: ChooseAgentProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: agentsKey,
    queryFn: () => everyItem((query) => routing.GET('/api/v1/routing/agents', { params: { query } })),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Reading query={query} failed={t('transfer/failed')}>
      {(agents) => (
        <Choice
          {...props}
          present={agents.filter(({ id, active, connected }) => id !== ownerId && active && connected)}
        />
      )}
    </Reading>
  );
}

interface ChoiceProps extends Omit<ChooseAgentProps, 'ownerId'> {
  present: RoutingAgent[];
}

/** Only managers may pass a limit, and only by saying so. */
function Choice({ present, submit, pending, onSubmit }: ChoiceProps) {
  const { t } = useTranslation();
  const mayOverride = useAccount().roles.includes('manager');
  const [agentId, choose] = useState('');
  const [override, setOverride] = useState(false);
  const { agents, hasFull, to } = offerOf(present, mayOverride, { agentId, override });
  if (agents.length === 0) return <EmptyState>{t('transfer/nobody')}</EmptyState>;
  return (
    <Stack gap="sm">
      <Radio.Group label={t('transfer/to')} value={to?.agentId ?? ''} onChange={choose}>
        <ScrollArea.Autosize mah={260} mt="xs">
          <Stack gap="xs">
            {agents.map((each) => (
              <Colleague key={each.agent.id} {...each} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Radio.Group>
      {hasFull && (
        <Checkbox
          label={t('transfer/override')}
          description={t('transfer/overrideHint')}
          checked={override}
          onChange={() => setOverride(!override)}
        />
      )}
      <Group justify="flex-end">
        <Button disabled={!to} loading={pending} onClick={() => to && onSubmit(to)}>
          {submit}
        </Button>
      </Group>
    </Stack>
  );
}

function Colleague({ agent, isOffered }: { agent: RoutingAgent; isOffered: boolean }) {
  const { t } = useTranslation();
  const { id, name, availability, activeChats, capacity } = agent;
  return (
    <Radio
      value={id}
      label={name}
      description={`${t(`status/${availability}`)} · ${t('transfer/free', { active: activeChats, capacity })}`}
      disabled={!isOffered}
    />
  );
}
