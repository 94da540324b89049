import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { PASSWORD_MAX, PASSWORD_MIN } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';

/** Where a password is written, which can be looked at. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': t('signIn/show') }}
      required
      withAsterisk={false}
      {...props}
    />
  );
}

/** Where a password is chosen; its name in the form is `password`. */
export function NewPasswordField() {
  const { t } = useTranslation();
  return (
    <PasswordField
      label={t('invite/password')}
      description={t('invite/hint', { min: PASSWORD_MIN })}
      autoComplete="new-password"
      minLength={PASSWORD_MIN}
      maxLength={PASSWORD_MAX}
      name="password"
    />
  );
}
