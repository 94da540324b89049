import { useLayoutEffect, useRef } from 'react';

/**
 * Gives the focus back to where it was before something lay over the page. Mantine's drawer does so only from its second
 * opening on, as it is loaded when it is opened first.
 */
export function useFocusBack(opened: boolean): void {
  const from = useRef<Element | null>(null);
  // Not as the clean-up of the opening: React then puts the focus back into the drawer, which is still there.
  useLayoutEffect(() => {
    if (opened) from.current = document.activeElement;
    else if (from.current instanceof HTMLElement) from.current.focus();
  }, [opened]);
}
