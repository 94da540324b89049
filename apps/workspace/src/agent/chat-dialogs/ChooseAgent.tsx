import { Checkbox, Radio, ScrollArea, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { everyItem } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { agentsKey } from '../board/board-store';

/** To whom a chat goes. */
export interface Recipient {
  /** Empty: nobody is chosen yet. */
  agentId: string;
  /** Even if that passes the agent's limit. */
  override: boolean;
}

export interface ChooseAgentProps {
  /** Who has the chat, and is no choice; undefined: everybody is. */
  ownerId: string | undefined;
  to: Recipient;
  onChange: (to: Recipient) => void;
}

/** Read whenever it is opened: who has a free place changes all the time. */
export function ChooseAgent({ ownerId, ...choice }: ChooseAgentProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: agentsKey,
    queryFn: () => everyItem((query) => routing.GET('/api/v1/routing/agents', { params: { query } })),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Reading query={query} failed={t('transfer/to')}>
      {(agents) => (
        <Choice
          {...choice}
          present={agents.filter(({ id, active, connected }) => id !== ownerId && active && connected)}
        />
      )}
    </Reading>
  );
}

const hasPlace = ({ activeChats, capacity }: RoutingAgent): boolean => activeChats < capacity;

interface ChoiceProps extends Omit<ChooseAgentProps, 'ownerId'> {
  present: RoutingAgent[];
}

/** Only managers may pass a limit, and only by saying so. */
function Choice({ present, to, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const mayOverride = useAccount().roles.includes('manager');
  const free = present.filter(hasPlace);
  const shown = mayOverride ? present : free;
  if (shown.length === 0) return <EmptyState>{t('transfer/nobody')}</EmptyState>;
  const { agentId, override } = to;
  return (
    <Stack gap="sm">
      <Radio.Group label={t('transfer/to')} value={agentId} onChange={(id) => onChange({ ...to, agentId: id })}>
        <ScrollArea.Autosize mah={260} mt="xs">
          <Stack gap="xs">
            {shown.map((agent) => (
              <Colleague key={agent.id} agent={agent} isOffered={override || hasPlace(agent)} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Radio.Group>
      {shown.length > free.length && (
        <Checkbox
          label={t('transfer/override')}
          description={t('transfer/overrideHint')}
          checked={override}
          onChange={() => onChange({ agentId: override ? '' : agentId, override: !override })}
        />
      )}
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
