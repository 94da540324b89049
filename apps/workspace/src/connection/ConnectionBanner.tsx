import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ConnectionState, useConnection } from './connection';

/** Says it in large while what is shown may be old. */
export function ConnectionBanner({ state }: { state: ConnectionState }) {
  const { t } = useTranslation();
  const connection = useConnection(state);
  if (connection !== 'lost') return null;
  return (
    <Alert color="orange" py={6} radius={0} role="alert">
      {t('connection/lost')}
    </Alert>
  );
}
