import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormDialog, textOf } from '../app/FormDialog';
import { useTell } from '../app/use-tell';
import { NewPasswordField, PasswordField } from './PasswordField';
import { changePassword } from './session';
import { useAccount } from './use-session';

/** Another password for who is signed in and knows the current one. */
export function ChangePassword({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { say } = useTell();
  const { email } = useAccount();
  const change = useMutation({
    mutationFn: (values: FormData) => changePassword(textOf(values, 'current'), textOf(values, 'password')),
    onSuccess: () => say(t('password/changed')),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('password/title')}
      submit={t('password/submit')}
      mutation={change}
      explain={{ 'AUTH.INVALID_CREDENTIALS': t('password/wrong') }}
    >
      {/* For the browser, which keeps passwords by it. */}
      <TextInput label={t('signIn/email')} type="email" autoComplete="username" value={email} readOnly />
      <PasswordField label={t('password/current')} autoComplete="current-password" name="current" data-autofocus />
      <NewPasswordField />
    </FormDialog>
  );
}
