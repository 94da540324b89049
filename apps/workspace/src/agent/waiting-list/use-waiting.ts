import { skipToken, useQuery } from '@tanstack/react-query';
import { waitingOf } from '../board/board';
import { useBoard } from '../board/board-context';
import { waitingKey } from '../board/board-store';
import { useTeamNow } from '../status-bar/use-team-now';

/** Who waits, once that was read; or why it could not be. Of a very long list the beginning. */
export function useWaiting() {
  const board = useBoard(waitingOf);
  const read = useQuery({ queryKey: waitingKey, queryFn: skipToken });
  return { data: read.data ? board.data : undefined, error: board.error ?? read.error };
}

/** How many wait, and how many of them are `beyond` what is read; undefined while that is not known. */
export function useWaitingCount(): { all: number; beyond: number } | undefined {
  const { data: isRead } = useQuery({ queryKey: waitingKey, queryFn: skipToken, select: () => true });
  const { data } = useBoard((board) => ({ shown: waitingOf(board).length, isPart: board.readUpTo !== undefined }));
  const counted = useTeamNow()?.waiting ?? 0;
  if (!isRead || !data) return undefined;
  const beyond = data.isPart ? Math.max(0, counted - data.shown) : 0;
  return { all: data.shown + beyond, beyond };
}
