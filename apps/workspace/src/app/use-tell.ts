import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOfError } from './words-of-error';

const readWithinMs = 10_000;

/**
 * Short words at the top of the page: what happened, or, until they are put away, what did not work. Read aloud by screen
 * readers.
 */
export function useTell() {
  const { t } = useTranslation();
  return useMemo(() => {
    const closeButtonProps = { 'aria-label': t('app/close') };
    const warn = (message: string): void =>
      void notifications.show({
        // The same again says nothing new.
        id: message,
        color: 'red',
        title: t('fault/title'),
        message,
        // Below a title Mantine's are too pale to be read by everybody.
        styles: { description: { color: 'inherit' } },
        autoClose: false,
        closeButtonProps,
      });
    return {
      say: (message: string) =>
        void notifications.show({ message, withBorder: true, autoClose: readWithinMs, closeButtonProps }),
      warn,
      fault: (error: unknown) => warn(wordsOfError(error, t)),
    };
  }, [t]);
}
