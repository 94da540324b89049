import { useHotkeys } from '@mantine/hooks';
import { type RefObject, useRef } from 'react';

/** Alt + arrows move between the columns, from composer to composer. */
export function useColumnKeys(): RefObject<HTMLDivElement | null> {
  const columns = useRef<HTMLDivElement>(null);
  const move = (step: number): void => {
    const composers = [...(columns.current?.querySelectorAll('textarea') ?? [])];
    if (composers.length === 0) return;
    const current = composers.findIndex((composer) => composer.closest('article')?.contains(document.activeElement));
    const next = current < 0 ? 0 : (current + step + composers.length) % composers.length;
    composers[next]?.focus();
    composers[next]?.closest('article')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  };
  useHotkeys(
    [
      ['alt+ArrowRight', () => move(1)],
      ['alt+ArrowLeft', () => move(-1)],
    ],
    // Also while somebody writes: that is where they come from.
    [],
  );
  return columns;
}
