import { Refused } from '@switchboard/client';
import type { TFunction } from 'i18next';
import { i18n } from '../i18n';
import type { en } from '../i18n/en';
import type { managerEn } from '../i18n/manager.en';
import { Unreachable } from '../api/clients';

type KnownCode = keyof typeof en.problem | keyof typeof managerEn.problem;

const isKnown = (code: string | undefined): code is KnownCode => code !== undefined && i18n.exists(`problem/${code}`);

/** An error in the reader's language; a refusal that has no words here in the server's. */
export function wordsOfError(error: unknown, t: TFunction): string {
  if (error instanceof Unreachable) return t('fault/unreachable');
  if (!(error instanceof Refused)) return t('fault/unknown');
  const { code } = error.problem;
  return isKnown(code) ? t(`problem/${code}`) : error.message;
}
