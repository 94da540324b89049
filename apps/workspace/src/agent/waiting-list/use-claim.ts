import { Refused } from '@switchboard/client';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { useAttention } from '../attention/attention-context';
import { type BoardChat, nameOf } from '../board/board';
import { useFeed } from '../board/board-context';

const none: ReadonlySet<string> = new Set();

/** The agent presses Assign, and turns to the chat once it is theirs. Whoever loses is told who won, and the row leaves at once. Managers only watch. */
export function useClaim() {
  const { t } = useTranslation();
  const feed = useFeed();
  const attention = useAttention();
  const { say, fault } = useTell();
  // Several may be under way; of a mutation only the last one is known.
  const [claiming, setClaiming] = useState<ReadonlySet<string>>(none);
  const { mutate } = useMutation({
    mutationFn: ({ id }: BoardChat) =>
      feed.answered(id, bodyOf(routing.POST('/api/v1/routing/chats/{id}/claim', { params: { path: { id } } }))),
    onMutate: ({ id }) => {
      attention.want(id);
      setClaiming((ids) => new Set([...ids, id]));
    },
    onSettled: (_, __, { id }) => setClaiming((ids) => new Set([...ids].filter((each) => each !== id))),
    onError: (error, chat) => {
      attention.unwant(chat.id);
      const winner = winnerOf(error);
      if (winner) say(t('waiting/taken', { winner, name: nameOf(chat) }));
      else fault(error);
    },
  });
  const claim = useCallback((chat: BoardChat) => mutate(chat), [mutate]);
  const { roles } = useAccount();
  return { claim: roles.includes('agent') ? claim : undefined, claiming };
}

/** Who has the chat, or the left message, that somebody else asked for; a 409 names the winner. */
export function winnerOf(error: Error): string | undefined {
  if (!(error instanceof Refused)) return undefined;
  const { winner } = error.problem as { winner?: { name?: string } };
  return winner?.name;
}
