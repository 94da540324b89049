import { useQueries } from '@tanstack/react-query';
import { unreadBy } from '../../chat/read-marks';
import { transcriptQuery } from '../../chat/use-transcript';
import { type Board, ownOf } from '../board/board';
import { useBoard } from '../board/board-context';
import { useTranscripts } from '../chat-column/transcripts-context';

const ownIds = (board: Board): string[] => ownOf(board).map(({ id }) => id);
const none: string[] = [];

/**
 * Follows how many messages of customers the agent has not seen, those of chats that no page shows included: their
 * transcripts are kept for that as well.
 * @param watched the chats in sight, in which nothing stays unseen
 */
export function useUnreadSum(watched: ReadonlySet<string>): number {
  const transcripts = useTranscripts();
  const { data: own = none } = useBoard(ownIds);
  return useQueries({
    queries: own.map((chatId) => transcriptQuery(transcripts, chatId)),
    combine: (read) =>
      own.reduce((sum, chatId, i) => {
        const transcript = read[i]?.data;
        return transcript && !watched.has(chatId) ? sum + unreadBy('agent', transcript).length : sum;
      }, 0),
  });
}
