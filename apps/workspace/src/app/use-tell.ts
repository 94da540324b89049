import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOfError } from './words-of-error';

/** Short words at the top of the page: what happened, or what did not work. Read aloud by screen readers. */
export function useTell() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      say: (message: string) => void notifications.show({ message, withBorder: true, ...named(t) }),
      fault: (error: unknown) =>
        void notifications.show({
          color: 'red',
          title: t('fault/title'),
          message: wordsOfError(error, t),
          ...named(t),
        }),
    }),
    [t],
  );
}

const named = (t: TFunction) => ({ closeButtonProps: { 'aria-label': t('app/close') } });
