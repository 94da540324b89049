import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { Reading } from '../app/Reading';
import { Revealed } from '../app/Revealed';
import { useTitle } from '../app/use-title';
import { wordsOfError } from '../app/words-of-error';
import { bodyOf, Unreachable } from '../api/clients';
import { EntryFrame } from '../session/EntryFrame';
import { NewPasswordField } from '../session/PasswordField';
import { enterByLink, settings } from '../session/session';
import { useSession } from '../session/use-session';

/** Where a sign-in link leads: who it is for, and a password to choose. The token stands behind `#`, where no server sees it. */
export function InvitePage() {
  const { t } = useTranslation();
  useTitle(t('invite/title'));
  const token = useLocation().hash.slice(1);
  const query = useQuery({
    queryKey: ['sign-in-link', token],
    queryFn: () => bodyOf(settings.POST('/api/v1/settings/sign-in-links/show', { body: { token } })),
    // Each try counts as a guess.
    retry: false,
  });
  return (
    <EntryFrame title={t('invite/title')}>
      <Reading query={query} failed={t('invite/failed')}>
        {({ name, team, email }) => (
          <>
            <Text size="sm">{t('invite/for', { name, team })}</Text>
            <AskFirst email={email}>
              <PasswordForm token={token} email={email} />
            </AskFirst>
          </>
        )}
      </Reading>
    </EntryFrame>
  );
}

/** Where somebody else is signed in the link would put them out, in every tab. */
function AskFirst({ email, children }: { email: string; children: ReactNode }) {
  const { t } = useTranslation();
  const other = useSession().session?.account;
  const [isAgreed, setAgreed] = useState(false);
  if (isAgreed) return <Revealed>{children}</Revealed>;
  if (!other || other.email === email) return children;
  return (
    <Alert color="yellow" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" fw={600}>
          {t('invite/other', { name: other.name })}
        </Text>
        <Text size="sm">{t('invite/otherHint', { name: other.name })}</Text>
        <Button size="compact-sm" variant="default" onClick={() => setAgreed(true)}>
          {t('invite/goOn')}
        </Button>
      </Stack>
    </Alert>
  );
}

function PasswordForm({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const entering = useMutation({
    mutationFn: (chosen: { password: string; isAgain: boolean }) => enterByLink({ token, email, ...chosen }),
    // In the place of this page: the link is used up.
    onSuccess: () => navigate('/', { replace: true }),
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    if (typeof password !== 'string') return;
    entering.mutate({ password, isAgain: entering.error instanceof Unreachable });
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {entering.error && (
          <Alert color="red" role="alert">
            {wordsOfError(entering.error, t)}
          </Alert>
        )}
        <TextInput label={t('signIn/email')} type="email" autoComplete="username" value={email} readOnly />
        <NewPasswordField />
        <Button type="submit" loading={entering.isPending}>
          {t('invite/submit')}
        </Button>
      </Stack>
    </form>
  );
}
