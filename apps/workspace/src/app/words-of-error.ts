import { Refused } from '@switchboard/client';
import type { TFunction } from 'i18next';
import { en } from '../i18n/en';
import { Unreachable } from '../api/clients';

type KnownCode = keyof typeof en.problem;

const isKnown = (code: string | undefined): code is KnownCode => code !== undefined && code in en.problem;

/** An error in the reader's language; a refusal that has no words here in the server's. */
export function wordsOfError(error: unknown, t: TFunction): string {
  if (error instanceof Unreachable) return t('fault/unreachable');
  if (!(error instanceof Refused)) return t('fault/unknown');
  const { code } = error.problem;
  return isKnown(code) ? t(`problem/${code}`) : error.message;
}
