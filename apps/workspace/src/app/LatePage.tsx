import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from './Reading';
import { useCode } from './use-code';

export interface LatePageProps {
  /** By which its code is known in the query cache. */
  name: string;
  load: () => Promise<ComponentType>;
}

/** A page whose code is loaded when it is opened. */
export function LatePage({ name, load }: LatePageProps) {
  const { t } = useTranslation();
  return (
    <Reading query={useCode(name, load)} failed={t('fault/notLoaded')}>
      {(Page) => <Page />}
    </Reading>
  );
}
