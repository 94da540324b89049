import { Button, Divider, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/clients';
import { Dialog } from '../../app/Dialog';
import { useTell } from '../../app/use-tell';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { useAttention } from '../attention/attention-context';
import { nameOf } from '../board/board';
import { useFeed } from '../board/board-context';
import { agentsKey } from '../board/board-store';
import { isGone } from '../board/is-gone';
import type { ChatDialogProps } from './chat-of-dialog';
import { ChooseAgent } from './ChooseAgent';
import { useHandOver } from './use-hand-over';

/** Passes a chat on: to a colleague, or back to the queue. */
export function TransferChat({ chat, opened, onClose }: ChatDialogProps) {
  const { t } = useTranslation();
  const { id: me } = useAccount();
  const leave = useLeave(chat.id);
  const params = { path: { id: chat.id } };
  const { mutate, isPending } = useHandOver({ chat, onClose }, (body) =>
    leave(bodyOf(routing.POST('/api/v1/routing/chats/{id}/transfer', { params, body }))),
  );
  const requeue = useRequeue({ chat, onClose });
  return (
    <Dialog opened={opened} onClose={onClose} title={t('transfer/title', { name: nameOf(chat) })}>
      <ChooseAgent ownerId={chat.ownerId ?? me} submit={t('transfer/submit')} pending={isPending} onSubmit={mutate} />
      <Divider my="md" />
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t('transfer/queueHint')}</Text>
        <Button variant="default" loading={requeue.isPending} onClick={() => requeue.mutate()}>
          {t('transfer/queue')}
        </Button>
      </Group>
    </Dialog>
  );
}

function useRequeue({ chat, onClose }: Pick<ChatDialogProps, 'chat' | 'onClose'>) {
  const { fault } = useTell();
  const feed = useFeed();
  const client = useQueryClient();
  const leave = useLeave(chat.id);
  const params = { path: { id: chat.id } };
  return useMutation({
    mutationFn: () =>
      feed.answered(chat.id, leave(bodyOf(routing.POST('/api/v1/routing/chats/{id}/requeue', { params })))),
    onSuccess: onClose,
    onError: (error) => {
      fault(error);
      if (isGone(error)) onClose();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: agentsKey }),
  });
}

/** For what makes the chat leave: the agent turns to the next one, unless it is refused. */
function useLeave(chatId: string) {
  const attention = useAttention();
  return async <T,>(answer: Promise<T>): Promise<T> => {
    attention.leave(chatId);
    return answer.catch((error: unknown) => {
      attention.stay(chatId);
      throw error;
    });
  };
}
