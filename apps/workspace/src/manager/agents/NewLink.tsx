import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/clients';
import { settings } from '../../session/session';
import { FormDialog } from '../../app/FormDialog';
import { RevokeLink } from './RevokeLink';
import { SignInLink } from './SignInLink';
import { type Agent, agentsKey } from './use-agents';

export interface NewLinkProps {
  agent: Agent;
  opened: boolean;
  onClose: () => void;
}

/** Makes a new sign-in link, for who has lost the one before or forgotten the password. */
export function NewLink({ agent, opened, onClose }: NewLinkProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, name } = agent;
  const renew = useMutation({
    mutationFn: (_: FormData) =>
      bodyOf(settings.POST('/api/v1/settings/agents/{id}/sign-in-link', { params: { path: { id } } })),
    // Not waited for, as where somebody is added.
    onSuccess: () => void client.invalidateQueries({ queryKey: agentsKey }),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('agents/newLinkOf', { name })}
      submit={t('agents/newLink')}
      mutation={renew}
      shownOnce={(link) => <SignInLink link={link} name={name} />}
    >
      <Text size="sm">{t('agents/newLinkHint')}</Text>
      {agent.linkUntil !== null && <RevokeLink id={id} until={agent.linkUntil} onRevoked={onClose} />}
    </FormDialog>
  );
}
