import { useTranslation } from 'react-i18next';
import type { components } from '../../api/generated/settings';
import { ShownOnce } from '../ShownOnce';

export interface SignInLinkProps {
  link: components['schemas']['SignInLinkDto'];
  /** Whom it is for. */
  name: string;
}

/** A one-time link, to be handed on. */
export function SignInLink({ link: { token, expiresAt }, name }: SignInLinkProps) {
  const { t, i18n } = useTranslation();
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <ShownOnce
      label={t('agents/linkOnce', { name, time: time.format(new Date(expiresAt)) })}
      secret={`${location.origin}/invite#${token}`}
    />
  );
}
