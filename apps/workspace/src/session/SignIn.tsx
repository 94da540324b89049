import { Alert, Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { wordsOfError } from '../app/words-of-error';
import { PreferencesMenu } from '../app/PreferencesMenu';
import { signIn } from './session';
import { useSession } from './use-session';

/** Where everybody begins who is not signed in. */
export function SignIn() {
  const { t } = useTranslation();
  const { ended } = useSession();
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
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder shadow="sm" p="xl" w={380} maw="100%">
        <form onSubmit={onSubmit}>
          <Stack>
            <Title order={1} size="h3">
              Switchboard
            </Title>
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
            <PasswordInput
              label={t('signIn/password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('signIn/show') }}
              required
              withAsterisk={false}
              name="password"
            />
            <Button type="submit" loading={entering.isPending}>
              {t('signIn/submit')}
            </Button>
            <PreferencesMenu />
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
