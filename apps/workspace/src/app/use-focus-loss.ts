import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';

/** Nobody has the focus: what had it has gone. */
export const isFocusFree = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Notices when one of several things goes while the focus is in it, or in a dialog of it, and nothing else has got it.
 * @param ids of the things that are there; undefined while that is not known
 * @param onLost called with the one that has gone and the place that it had
 * @returns what to call with the id when the focus comes to one; stable
 */
export function useFocusLoss(
  ids: readonly string[] | undefined,
  onLost: (id: string, place: number) => void,
): (id: string) => void {
  const focused = useRef<string>(undefined);
  const before = useRef<readonly string[]>([]);
  useEffect(() => {
    // In the capturing phase, so that the thing that gets the focus says so after this.
    const forget = (): void => void (focused.current = undefined);
    document.addEventListener('focusin', forget, true);
    return () => document.removeEventListener('focusin', forget, true);
  }, []);
  useLayoutEffect(() => {
    const id = focused.current;
    const place = id === undefined ? -1 : before.current.indexOf(id);
    before.current = ids ?? [];
    if (id !== undefined && place >= 0 && !before.current.includes(id) && isFocusFree()) onLost(id, place);
  });
  return useCallback((id: string) => void (focused.current = id), []);
}
