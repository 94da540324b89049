import { useTranslation } from 'react-i18next';

/** Words a moment (RFC 3339) by day and time, as the reader's language does. */
export function useMoment(): (at: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (at) => format.format(new Date(at));
}
