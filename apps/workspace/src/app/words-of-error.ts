import { Refused } from '@switchboard/client';
import type { TFunction } from 'i18next';
import { i18n } from '../i18n';
import type { EverybodysCode, ManagersCode } from '../i18n/problem-codes';
import { Unreachable } from '../api/clients';

type KnownCode = EverybodysCode | ManagersCode;

const isKnown = (code: string | undefined): code is KnownCode => code !== undefined && i18n.exists(`problem/${code}`);

/** An error in the reader's language, and which field is wrong; a refusal that has no words here in the server's. */
export function wordsOfError(error: unknown, t: TFunction): string {
  if (error instanceof Unreachable) return t('fault/unreachable');
  if (!(error instanceof Refused)) return t('fault/unknown');
  const { code, errors = [] } = error.problem;
  if (!isKnown(code)) return error.message;
  // Of a field the server alone knows what is wrong with it.
  return [t(`problem/${code}`), ...errors.map(({ field, message }) => `${field}: ${message}`)].join(' ');
}
