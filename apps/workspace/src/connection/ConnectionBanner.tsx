import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFeed } from '../board/board-context';
import { useConnection } from './connection';

/** Says it in large while what is shown may be old. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const connection = useConnection(useFeed().connection);
  if (connection !== 'lost') return null;
  return (
    <Alert color="orange" py={6} radius={0} role="alert">
      {t('connection/lost')}
    </Alert>
  );
}
