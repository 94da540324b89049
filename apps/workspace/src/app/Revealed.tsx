import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** For what comes in the place of what had the focus. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus();

/** Takes the place of what had the focus, and the focus with it, so that it is read aloud and Tab goes on from there. */
export function Revealed({ children }: { children: ReactNode }) {
  return (
    <Stack role="group" tabIndex={-1} ref={takeFocus}>
      {children}
    </Stack>
  );
}
