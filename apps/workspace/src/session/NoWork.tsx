import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EntryFrame } from './EntryFrame';
import { endSession } from './session';

/** What an account of no team sees: operators work at the terminal, and no stream would let them in. */
export function NoWork() {
  const { t } = useTranslation();
  return (
    <EntryFrame title="Switchboard">
      <Text>{t('signIn/noWork')}</Text>
      <Button onClick={() => endSession('signed-out')}>{t('preferences/signOut')}</Button>
    </EntryFrame>
  );
}
