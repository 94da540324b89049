import { useHotkeys } from '@mantine/hooks';
import { type RefObject, useRef } from 'react';
import { isForColumns } from './is-for-columns';
import { composerIn } from './use-column-focus';

/** Alt + arrows move between the columns, from composer to composer; a column that has none gets the focus itself. */
export function useColumnKeys(): RefObject<HTMLDivElement | null> {
  const columns = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, step: number): void => {
    const all = [...(columns.current?.querySelectorAll('article') ?? [])];
    const composers = [...(columns.current?.querySelectorAll('textarea') ?? [])];
    const active = document.activeElement;
    if (all.length === 0 || !isForColumns(active, composers, navigator.platform)) return;
    event.preventDefault();
    const current = all.findIndex((column) => column.contains(active));
    const next = all[current < 0 ? 0 : (current + step + all.length) % all.length];
    (composerIn(next) ?? next)?.focus();
    next?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
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
