import { type RefObject, useEffect, useRef } from 'react';
import { isFocusFree } from './use-focus-loss';

/**
 * For a button that loads: it cannot be pressed meanwhile, and loses the focus by that. It has the focus again in the end,
 * unless something else has got it.
 */
export function useFocusAgain(isLoading: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isLoading) return undefined;
    const element = button.current;
    return () => {
      if (isFocusFree()) element?.focus();
    };
  }, [isLoading]);
  return button;
}
