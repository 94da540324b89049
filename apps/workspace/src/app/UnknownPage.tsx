import { useTranslation } from 'react-i18next';
import { MessagePage } from './MessagePage';

/** What stands at an address that leads nowhere. */
export function UnknownPage() {
  const { t } = useTranslation();
  return <MessagePage words={t('fault/notFound')} />;
}
