import type { TFunction } from 'i18next';
import type { Decision } from '../../api/types';

const reasonsToLeave = ['outside_hours', 'nobody_available'] as const;
const reasonsOfSystem = ['inactivity', 'team_removed'] as const;

export interface EndingWords {
  sentence: string;
  /** What whoever ended it noted about the chat. */
  note?: string | undefined;
}

/**
 * How a chat ended and why, in the reader's language, from the facts that were recorded.
 * @param all the chat's decisions, which tell the names of those who had it
 * @returns undefined where the facts are none that are known here
 */
export function endingWords(ended: Decision, all: readonly Decision[], t: TFunction): EndingWords | undefined {
  const { outcome, actor, why, reason } = ended;
  if (outcome === 'left_message') return known(reasonsToLeave, why, t);
  switch (actor?.kind) {
    case 'customer':
      return { sentence: t(outcome === 'cancelled' ? 'ending/cancelled' : 'ending/customer') };
    case 'agent':
    case 'manager': {
      // Of managers the record has no name.
      const name = all.find(({ agent }) => agent?.id === actor.id)?.agent?.name ?? t('ending/aManager');
      return { sentence: t('ending/by', { name }), note: reason };
    }
    default:
      return known(reasonsOfSystem, reason, t);
  }
}

function known<T extends (typeof reasonsToLeave | typeof reasonsOfSystem)[number]>(
  reasons: readonly T[],
  reason: string | undefined,
  t: TFunction,
): EndingWords | undefined {
  const one = reasons.find((each) => each === reason);
  return one && { sentence: t(`ending/${one}` as const) };
}
