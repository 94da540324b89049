import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../app/use-title';
import { wordsOfError } from '../app/words-of-error';
import { EntryFrame } from './EntryFrame';
import { PasswordField } from './PasswordField';
import { signIn } from './session';
import { useSession } from './use-session';

/** Where everybody begins who is not signed in. */
export function SignIn() {
  const { t } = useTranslation();
  const { ended } = useSession();
  useTitle(t('signIn/title'));
  const client = useQueryClient();
  // What the last account has seen is not for the next one.
  useEffect(() => client.clear(), [client]);
  const entering = useMutation({ mutationFn: ([email, password]: [string, string]) => signIn(email, password) });
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    entering.mutate([email ?? '', password ?? '']);
  };
  return (
    <EntryFrame title="Switchboard">
      <form onSubmit={onSubmit}>
        <Stack>
          {ended === 'expired' && !entering.error && <Alert color="yellow">{t('signIn/expired')}</Alert>}
          {entering.error && (
            <Alert color="red" role="alert">
              {wordsOfError(entering.error, t)}
            </Alert>
          )}
          <TextInput
            label={t('signIn/email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            name="email"
          />
          <PasswordField label={t('signIn/password')} autoComplete="current-password" name="password" />
          <Button type="submit" loading={entering.isPending}>
            {t('signIn/submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('invite/forgot')}
          </Text>
        </Stack>
      </form>
    </EntryFrame>
  );
}
