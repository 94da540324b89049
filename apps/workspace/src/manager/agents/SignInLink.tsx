import { useTranslation } from 'react-i18next';
import type { components } from '../../api/generated/settings';
import { ShownOnce } from '../ShownOnce';
import { useMoment } from './use-moment';

export interface SignInLinkProps {
  link: components['schemas']['SignInLinkDto'];
  /** Whom it is for. */
  name: string;
}

/** A one-time link, to be handed on. */
export function SignInLink({ link: { token, expiresAt }, name }: SignInLinkProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  return (
    <ShownOnce
      label={t('agents/linkOnce', { name, time: moment(expiresAt) })}
      secret={`${location.origin}/invite#${token}`}
    />
  );
}
