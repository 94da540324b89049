import { SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import type { Availability } from '../../api/types';
import { routing } from '../../session/session';
import { meKey, useMe } from './use-me';

const all = ['available', 'busy', 'hidden'] as const;

/** What the agent intends: only who is available gets chats without asking. Managers who are no agents intend nothing. */
export function AvailabilityControl() {
  const { t } = useTranslation();
  const { fault } = useTell();
  const client = useQueryClient();
  const { data: me } = useMe();
  const change = useMutation({
    mutationFn: (availability: Availability) =>
      bodyOf(
        routing.PUT('/api/v1/routing/agents/{id}/availability', {
          params: { path: { id: 'me' } },
          body: { availability },
        }),
      ),
    onSuccess: (agent) => client.setQueryData(meKey, agent),
    onError: fault,
  });
  if (!me?.active) return null;
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('status/availability')}
      value={change.isPending ? change.variables : me.availability}
      onChange={(value) => change.mutate(value)}
      data={all.map((value) => ({ value, label: t(`status/${value}`) }))}
    />
  );
}
