import { Alert, Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/Dialog';
import { wordsOfError } from '../../app/words-of-error';
import { bodyOf } from '../../api/clients';
import { settings } from '../../session/session';
import { ShownOnce } from '../ShownOnce';
import { agentsKey } from './agents-key';

/** Makes an account; its first password is shown once, to be handed on. */
export function AddAgent({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: ({ name, email, isManager }: { name: string; email: string; isManager: boolean }) => {
      const roles = isManager ? (['manager', 'agent'] as const) : (['agent'] as const);
      const body = { name, email, roles: [...roles], capacity: null, active: true };
      return bodyOf(settings.POST('/api/v1/settings/agents', { body }));
    },
    // Not waited for: what is shown once must be shown, whatever becomes of the list.
    onSuccess: () => void client.invalidateQueries({ queryKey: agentsKey }),
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const [name, email] = [values.get('name'), values.get('email')].map((value) =>
      typeof value === 'string' ? value : '',
    );
    add.mutate({ name: name ?? '', email: email ?? '', isManager: values.has('isManager') });
  };
  const close = (): void => {
    add.reset();
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={close} closeOnClickOutside={!add.data} title={t('agents/add')}>
      {add.data ? (
        <ShownOnce
          label={t('agents/passwordOnce', { email: add.data.email })}
          secret={add.data.initialPassword ?? ''}
        />
      ) : (
        <form onSubmit={onSubmit}>
          <Stack>
            {add.error && (
              <Alert color="red" role="alert">
                {wordsOfError(add.error, t)}
              </Alert>
            )}
            <TextInput label={t('agents/name')} name="name" required withAsterisk={false} data-autofocus />
            <TextInput label={t('signIn/email')} name="email" type="email" required withAsterisk={false} />
            <Checkbox label={t('agents/isManager')} name="isManager" />
            <Button type="submit" loading={add.isPending}>
              {t('agents/add')}
            </Button>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
