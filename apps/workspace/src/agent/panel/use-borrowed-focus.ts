import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Takes the focus to what has just appeared, and gives it back when that goes while the focus is in it.
 * @param isWanted as of the appearance: false leaves the focus where it is
 */
export function useBorrowedFocus<T extends HTMLElement>(isWanted: boolean): RefObject<T | null> {
  const place = useRef<T>(null);
  const wanted = useRef(isWanted);
  useLayoutEffect(() => {
    const here = place.current;
    const from = document.activeElement;
    if (wanted.current) here?.focus();
    return () => {
      if (here?.contains(document.activeElement) && from instanceof HTMLElement) from.focus();
    };
  }, []);
  return place;
}
