import type { Refused } from '@switchboard/client';
import type { TFunction } from 'i18next';

/** Why a customer's chat is not shown any more, by the server's refusal to open it again, and what to do. */
export function wordsOfGone({ problem }: Refused, t: TFunction): string {
  switch (problem.code) {
    case 'CHAT.ALREADY_ENDED':
      return t('customer/goneEnded');
    case 'MESSAGE.ALREADY_CLOSED':
      return t('customer/goneAnswered');
    default:
      return t('customer/goneLost');
  }
}
