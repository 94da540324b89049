import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { settings } from '../../session/session';
import { agentsKey } from './use-agents';
import { useMoment } from './use-moment';

export interface RevokeLinkProps {
  /** Of the agent whom the link is for. */
  id: string;
  until: string;
  onRevoked: () => void;
}

/** Says that a link is open, and ends it: it may have come into the wrong hands. */
export function RevokeLink({ id, until, onRevoked }: RevokeLinkProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const client = useQueryClient();
  const moment = useMoment();
  const revoke = useMutation({
    mutationFn: () => settings.DELETE('/api/v1/settings/agents/{id}/sign-in-link', { params: { path: { id } } }),
    onSuccess: onRevoked,
    onError: fault,
    onSettled: () => client.invalidateQueries({ queryKey: agentsKey }),
  });
  return (
    <Group justify="space-between">
      <Text size="sm">{t('agents/linkOpen', { time: moment(until) })}</Text>
      <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
        {t('agents/revokeLink')}
      </Button>
    </Group>
  );
}
