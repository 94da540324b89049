import type { TFunction } from 'i18next';
import type { Position } from '../api/types';

type Place = Pick<Position, 'position' | 'exact' | 'estimatedWaitSeconds'>;

/** Where a customer stands in the waiting list, and how long it should take where that can be told. */
export function wordsOfPlace(place: Place | undefined, t: TFunction): string {
  if (!place?.position) return t('customer/waiting');
  const { position, exact, estimatedWaitSeconds: seconds } = place;
  const words = t('customer/place', { position: exact ? position : `${position - 1}+` });
  if (seconds === null) return words;
  return `${words} ${seconds < 60 ? t('customer/soon') : t('customer/about', { minutes: Math.ceil(seconds / 60) })}`;
}
