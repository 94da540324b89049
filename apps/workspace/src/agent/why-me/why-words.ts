import type { TFunction } from 'i18next';
import type { Decision } from '../../api/types';

const rankedAlike = ['never-had-one', 'oldest-last-chat', 'agent-id'] as const;

/**
 * Why the chat was assigned, in the reader's language, from the facts that were recorded.
 * @param all the chat's decisions, oldest first, which tell the names of those who had it
 * @returns undefined where the facts are none that are known here
 */
export function whyWords(decision: Decision, all: readonly Decision[], t: TFunction): string | undefined {
  const { facts = {}, cause } = decision;
  const main = facts.decidedBy === 'by-hand' ? byHand(decision, all, t) : byRank(decision, t);
  if (main === undefined) return undefined;
  const before = all[all.indexOf(decision) - 1]?.agent;
  const passedOver = nameOf(facts.passedOverId, all);
  return [
    cause === 'reassign' && before && t('why/lost', { name: before.name }),
    passedOver !== undefined && t('why/gaveUp', { name: passedOver }),
    main,
    facts.override === true && t('why/override', { capacity: Number(facts.capacity) }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The strategy picked somebody. */
function byRank({ agent, facts = {}, runnersUp = [], strategy }: Decision, t: TFunction): string | undefined {
  const [next] = runnersUp;
  const values = { name: agent?.name ?? '', active: Number(facts.activeChats), next: next?.name ?? '' };
  const way = facts.decidedBy;
  if (way === 'only-one') return t('why/only-one', { ...values, capacity: Number(facts.capacity) });
  if (way === 'fewest-chats') return t('why/fewest-chats', { ...values, nextActive: next?.activeChats ?? 0 });
  const alike = rankedAlike.find((each) => each === way);
  if (!alike) return undefined;
  return `${t(strategy === 'round-robin' ? 'why/turns' : 'why/equal', values)} ${t(`why/${alike}`, values)}`;
}

/** Somebody chose; of managers the record has no name. */
function byHand({ agent, cause, actor }: Decision, all: readonly Decision[], t: TFunction): string | undefined {
  const values = { name: agent?.name ?? '', by: nameOf(actor?.id, all) ?? t('why/aManager') };
  if (cause === 'claim') return t('why/claimed', values);
  if (cause === 'manager') return t('why/given', values);
  return cause === 'transfer' ? t('why/transferred', values) : undefined;
}

const nameOf = (id: unknown, all: readonly Decision[]): string | undefined =>
  all.find(({ agent }) => agent && agent.id === id)?.agent?.name;
