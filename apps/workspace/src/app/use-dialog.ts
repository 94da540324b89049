import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * Whether a dialog is open, and how to open and close it. The focus goes back to where it was, or to the button of the menu
 * that it was in: when the dialog is drawn, which is where Mantine looks, the entry of the menu is gone already.
 * @param instead where the focus goes when what had it has gone meanwhile
 */
export function useDialog(instead?: RefObject<HTMLElement | null>) {
  const [isOpen, setOpen] = useState(false);
  const from = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (isOpen || !from.current) return;
    (from.current.isConnected ? from.current : instead?.current)?.focus();
  }, [isOpen, instead]);
  const open = (): void => {
    from.current = opener();
    setOpen(true);
  };
  const close = (): void => setOpen(false);
  return [isOpen, { open, close }] as const;
}

function opener(): HTMLElement | null {
  const focused = document.activeElement;
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  if (button) return document.getElementById(button);
  return focused instanceof HTMLElement ? focused : null;
}
