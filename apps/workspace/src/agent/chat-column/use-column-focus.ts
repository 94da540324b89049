import { type RefObject, useCallback, useLayoutEffect } from 'react';
import { isFocusFree, useFocusLoss } from '../../app/use-focus-loss';
import { useAttention, useAttentionView } from '../attention/attention-context';
import type { ColumnChat } from '../board/board';

/** A column whose chat leaves is another one: what had the focus there may have gone with the chat. */
const pastPrefix = 'past ';
const keyOf = ({ id, state }: Pick<ColumnChat, 'id' | 'state'>): string => (state === 'past' ? pastPrefix + id : id);
const idOf = (key: string): string => key.replace(pastPrefix, '');

/** Where the agent writes to the customer. */
export const composerIn = (column: Element | undefined): HTMLElement | null =>
  column?.querySelector<HTMLElement>('textarea:not([readonly])') ?? null;

/**
 * Keeps the keyboard in the chats: who has claimed one finds it in the new composer, and who has ended or passed one on in
 * the next. Whoever loses a chat otherwise may be in the middle of a word, which is not to go to another customer: they
 * stay in that column, or come to another, but not to where it is written.
 * @param chats in the order of the columns; undefined while they are not known
 * @param section where the keyboard goes when the last column has gone
 * @returns what to call with the chat whose column gets the focus; stable
 */
export function useColumnFocus(
  chats: readonly ColumnChat[] | undefined,
  section: RefObject<HTMLElement | null>,
): (chat: Pick<ColumnChat, 'id' | 'state'>) => void {
  const attention = useAttention();
  const { wanted } = useAttentionView();
  const turnTo = (place: number, mayWrite: boolean): void => {
    const column = section.current?.querySelectorAll<HTMLElement>('article')[place];
    ((mayWrite && composerIn(column)) || column || section.current)?.focus();
    column?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  };
  useLayoutEffect(() => {
    const place = wanted === undefined ? -1 : (chats?.findIndex(({ id }) => id === wanted) ?? -1);
    if (wanted === undefined || chats?.[place]?.state !== 'mine') return;
    if (isFocusFree()) turnTo(place, true);
    attention.unwant(wanted);
  });
  const onLost = (key: string, place: number): void =>
    turnTo(Math.min(place, (chats?.length ?? 0) - 1), attention.isLeaving(idOf(key)));
  const onTurn = useFocusLoss(chats?.map(keyOf), onLost);
  return useCallback((chat) => onTurn(keyOf(chat)), [onTurn]);
}
