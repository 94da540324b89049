import type { QueryClient } from '@tanstack/react-query';
import type { Signal } from '../../app/signal';
import type { BoardEvent } from '../board/apply-event';

export const teamNowKey = ['team-now'] as const;

const afterEndMs = 1_000;

/** Reads the numbers again after an end; once for the ends of a whole second. Returns how to stop that. */
export function countAfterEnds(followed: Signal<BoardEvent>, client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = (): void => {
    timer = undefined;
    void client.invalidateQueries({ queryKey: teamNowKey });
  };
  const stop = followed.listen(({ topic }) => {
    if (topic === 'chat.ended') timer ??= setTimeout(read, afterEndMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
