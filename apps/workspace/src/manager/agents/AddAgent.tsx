import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/clients';
import { settings } from '../../session/session';
import { FormDialog, textOf } from '../../app/FormDialog';
import { chosenRoles } from './roles';
import { RolesSelect } from './RolesSelect';
import { SignInLink } from './SignInLink';
import { agentsKey } from './use-agents';

/** Makes an account; the link by which its holder chooses a password is shown once, to be handed on. */
export function AddAgent({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: (values: FormData) => {
      const person = { name: textOf(values, 'name'), email: textOf(values, 'email') };
      const body = { ...person, roles: chosenRoles(textOf(values, 'roles')), capacity: null, active: true };
      return bodyOf(settings.POST('/api/v1/settings/agents/invite', { body }));
    },
    // Not waited for: what is shown once must be shown, whatever becomes of the list.
    onSuccess: () => void client.invalidateQueries({ queryKey: agentsKey }),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('agents/add')}
      mutation={invite}
      shownOnce={({ agent, link }) => <SignInLink link={link} name={agent.name} />}
    >
      <TextInput label={t('agents/name')} name="name" required withAsterisk={false} data-autofocus />
      <TextInput label={t('signIn/email')} name="email" type="email" required withAsterisk={false} />
      <RolesSelect label={t('agents/roles')} name="roles" defaultValue="agent" />
    </FormDialog>
  );
}
