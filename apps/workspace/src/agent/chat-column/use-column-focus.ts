import { type RefObject, useLayoutEffect } from 'react';
import { isFocusFree, useFocusLoss } from '../../app/use-focus-loss';
import { useAttention, useAttentionView } from '../attention/attention-context';

/**
 * Keeps the keyboard in the chats: who has claimed one finds it in the new composer, and who was in a column that has gone
 * in the next one.
 * @param chatIds in the order of the columns; undefined while they are not known
 * @param section where it goes when the last chat has gone
 * @returns what to call with the chat whose column gets the focus; stable
 */
export function useColumnFocus(
  chatIds: readonly string[] | undefined,
  section: RefObject<HTMLElement | null>,
): (chatId: string) => void {
  const attention = useAttention();
  const { wanted } = useAttentionView();
  const focus = (place: number): void => {
    const column = section.current?.querySelectorAll('article')[place];
    (column?.querySelector('textarea') ?? section.current)?.focus();
  };
  useLayoutEffect(() => {
    const place = wanted === undefined ? -1 : (chatIds?.indexOf(wanted) ?? -1);
    if (wanted === undefined || place < 0) return;
    if (isFocusFree()) focus(place);
    attention.unwant(wanted);
  });
  return useFocusLoss(chatIds, (_, place) => focus(Math.min(place, (chatIds?.length ?? 0) - 1)));
}
