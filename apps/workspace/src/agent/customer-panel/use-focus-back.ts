import { useLayoutEffect } from 'react';

/**
 * Gives the focus back to where it was before something lay over the page. Mantine's drawer does so only from its second
 * opening on, as it is loaded when it is opened first.
 */
export function useFocusBack(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return;
    const from = document.activeElement;
    return () => {
      if (from instanceof HTMLElement) from.focus();
    };
  }, [opened]);
}
