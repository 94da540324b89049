import { useHotkeys } from '@mantine/hooks';
import { type RefObject, useRef } from 'react';
import { isForColumns } from './is-for-columns';

/** Alt + arrows move between the columns, from composer to composer. */
export function useColumnKeys(): RefObject<HTMLDivElement | null> {
  const columns = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, step: number): void => {
    const composers = [...(columns.current?.querySelectorAll('textarea') ?? [])];
    const active = document.activeElement;
    if (composers.length === 0 || !isForColumns(active, composers, navigator.platform)) return;
    event.preventDefault();
    const current = composers.findIndex((composer) => composer.closest('article')?.contains(active));
    const next = current < 0 ? 0 : (current + step + composers.length) % composers.length;
    composers[next]?.focus();
    composers[next]?.closest('article')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  };
  const options = { preventDefault: false };
  useHotkeys(
    [
      ['alt+ArrowRight', (event) => move(event, 1), options],
      ['alt+ArrowLeft', (event) => move(event, -1), options],
    ],
    // Also while somebody writes in a composer: that is where they come from.
    [],
  );
  return columns;
}
