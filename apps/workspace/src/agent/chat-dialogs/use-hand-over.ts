import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RoutingAgent, RoutingChat } from '../../api/types';
import { useTell } from '../../app/use-tell';
import { nameOf } from '../board/board';
import { useFeed } from '../board/board-context';
import { agentsKey } from '../board/board-store';
import { isGone } from '../board/is-gone';
import { winnerOf } from '../waiting-list/use-claim';
import type { ChatDialogProps } from './chat-of-dialog';
import type { Recipient } from './offer';
import { wordsOfTransfer } from './words-of-transfer';

/**
 * Gives the chat to the agent who is chosen. Where that is refused it says why, and the dialog stays for another choice,
 * unless the chat is gone.
 */
export function useHandOver(
  { chat, onClose }: Pick<ChatDialogProps, 'chat' | 'onClose'>,
  ask: (to: Recipient) => Promise<RoutingChat>,
) {
  const { t } = useTranslation();
  const { say, warn } = useTell();
  const feed = useFeed();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (to: Recipient) => feed.answered(chat.id, ask(to)),
    onSuccess: onClose,
    onError: (error, to) => {
      const agents = client.getQueryData<RoutingAgent[]>(agentsKey);
      const winner = winnerOf(error);
      if (winner) say(t('waiting/taken', { winner, name: nameOf(chat) }));
      else warn(wordsOfTransfer(error, agents?.find(({ id }) => id === to.agentId)?.name ?? '…', t));
      if (isGone(error)) onClose();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: agentsKey }),
  });
}
