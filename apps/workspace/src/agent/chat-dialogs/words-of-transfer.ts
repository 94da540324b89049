import type { TFunction } from 'i18next';
import { Refused } from '@switchboard/client';
import { wordsOfError } from '../../app/words-of-error';

/** Why the colleague of this name cannot have the chat, in the reader's language. */
export function wordsOfTransfer(error: unknown, name: string, t: TFunction): string {
  switch (error instanceof Refused ? error.problem.code : undefined) {
    case 'AGENT.AT_CAPACITY':
      return t('transfer/full', { name });
    case 'AGENT.NOT_CONNECTED':
      return t('transfer/away', { name });
    case 'AGENT.INACTIVE':
    case 'AGENT.NOT_FOUND':
      return t('transfer/left', { name });
    default:
      return wordsOfError(error, t);
  }
}
