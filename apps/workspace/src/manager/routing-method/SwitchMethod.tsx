import { Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../app/Confirm';
import { Reading } from '../../app/Reading';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import type { components } from '../../api/generated/routing';
import { routing } from '../../session/session';
import { type Team, useChangeTeam } from '../use-team';

export interface SwitchMethodProps {
  team: Team;
  method: Team['method'];
  strategy: Team['strategy'];
  opened: boolean;
  onClose: () => void;
}

/** Before the method changes: what would happen to those who wait, and to whom they would go. */
export function SwitchMethod({ team, method, strategy, opened, onClose }: SwitchMethodProps) {
  const { t } = useTranslation();
  const { say, fault } = useTell();
  const change = useChangeTeam(team);
  const save = (): void =>
    change.mutate(
      { method, strategy },
      {
        onSuccess: () => {
          say(t('method/saved', { method: t(`method/${method}`) }));
          onClose();
        },
        onError: fault,
      },
    );
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={t('method/switchTo', { method: t(`method/${method}`) })}
      submit={t('method/switch')}
      pending={change.isPending}
      onConfirm={save}
    >
      <Preview method={method} strategy={strategy} />
    </Confirm>
  );
}

function Preview({ method, strategy }: Pick<SwitchMethodProps, 'method' | 'strategy'>) {
  const { t } = useTranslation();
  const preview = useQuery({
    queryKey: ['method-preview', method, strategy],
    queryFn: () => bodyOf(routing.GET('/api/v1/routing/method-preview', { params: { query: { method, strategy } } })),
    staleTime: 0,
    gcTime: 0,
    // While the manager reads, people ask, leave and become available.
    refetchInterval: 3_000,
  });
  return (
    <Reading query={preview} failed={t('method/previewFailed')}>
      {(data) => <Outcome preview={data} />}
    </Reading>
  );
}

/** How many would be assigned, and to whom. */
function Outcome({ preview }: { preview: components['schemas']['PreviewDto'] }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('method/preview', { waiting: preview.waiting, assigned: preview.assigned })}</Text>
      {preview.agents.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('why/agent')}</Table.Th>
              <Table.Th>{t('method/has')}</Table.Th>
              <Table.Th>{t('method/gets')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.agents.map(({ id, name, activeChats, capacity, assigned }) => (
              <Table.Tr key={id}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{t('status/capacity', { active: activeChats, capacity })}</Table.Td>
                <Table.Td>+{assigned}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
