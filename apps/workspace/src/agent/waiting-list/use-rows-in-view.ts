import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useState } from 'react';
import type { BoardChat } from '../board/board';

/** A row with one line of message in px; each is measured once it is there. */
const usualHeight = 85;
/** Rows beyond either edge of the view: what Tab goes to next, and what a turn of the wheel shows first. */
const beyondView = 4;

/**
 * Which rows are worth drawing: those in view, some beyond, and the one that had the focus last, with its neighbours, so that
 * the focus is not lost by scrolling, can come back from elsewhere, and Tab goes on from it.
 * @param viewport in which the rows scroll; null until it is there, and no row is drawn until then
 * @returns what to draw, what to call with each row's element, and what with the id of the chat whose row gets the focus
 */
export function useRowsInView(waiting: readonly BoardChat[], viewport: HTMLElement | null) {
  const [focused, setFocused] = useState<string>();
  const getItemKey = useCallback((index: number) => waiting[index]?.id ?? index, [waiting]);
  const rangeExtractor = useCallback(
    (range: Range) => withNeighbours(defaultRangeExtractor(range), placeOf(waiting, focused), range.count),
    [waiting, focused],
  );
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises what it returns here
  const rows = useVirtualizer({
    count: waiting.length,
    getScrollElement: () => viewport,
    estimateSize: () => usualHeight,
    overscan: beyondView,
    getItemKey,
    rangeExtractor,
  });
  // The rows stand in the flow, where the browser itself keeps what is read in its place.
  rows.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  return { ...drawnOf(rows.getVirtualItems(), waiting, rows.getTotalSize()), measure: rows.measureElement, setFocused };
}

/** The chats to draw, each with the px that are left empty before it, and the px that are left empty `below` them. */
function drawnOf(items: readonly VirtualItem[], waiting: readonly BoardChat[], total: number) {
  const drawn = items.flatMap(({ index, start }, n) => {
    const chat = waiting[index];
    return chat ? [{ chat, index, gap: start - (items[n - 1]?.end ?? 0) }] : [];
  });
  return { drawn, below: total - (items.at(-1)?.end ?? 0) };
}

const placeOf = (waiting: readonly BoardChat[], id: string | undefined): number =>
  id === undefined ? -1 : waiting.findIndex((chat) => chat.id === id);

/** The indexes and those around `at`, in order; just the indexes where `at` is negative. */
function withNeighbours(indexes: number[], at: number, count: number): number[] {
  if (at < 0) return indexes;
  const kept = [at - 1, at, at + 1].filter((index) => index >= 0 && index < count);
  return [...new Set([...indexes, ...kept])].sort((a, b) => a - b);
}
