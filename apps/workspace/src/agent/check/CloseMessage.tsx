import { MESSAGE_MAX } from '@switchboard/contracts';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NoteDialog } from '../../app/NoteDialog';
import { useTell } from '../../app/use-tell';
import type { LeftMessage } from '../../api/types';
import { routing } from '../../session/session';
import { customerName } from '../../text/customer-name';
import { useFeed } from '../board/board-context';
import { Additions } from './Additions';
import { useAdditions } from './use-additions';

export interface CloseMessageProps {
  message: LeftMessage;
  /** Whether the agent has all that was left in sight, and not only how it begins. */
  isRead: boolean;
  opened: boolean;
  onClose: () => void;
}

/** Closes a left message; the note says how it was answered. What was added and not read yet is shown first. */
export function CloseMessage({ message, isRead, opened, onClose }: CloseMessageProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const feed = useFeed();
  const { chatId, customer } = message;
  const { additions, look } = useAdditions(chatId, opened, isRead);
  const close = useMutation({
    mutationFn: async (note: string) => {
      if (await look()) return false;
      const params = { path: { id: chatId } };
      await routing.POST('/api/v1/routing/messages/{id}/close', { params, body: { note } });
      return true;
    },
    onSuccess: (isClosed) => isClosed && feed.messageChanged(chatId, undefined),
    onError: fault,
  });
  return (
    <NoteDialog
      opened={opened}
      onClose={onClose}
      title={t('check/closeTitle', { name: customerName(customer) })}
      label={t('check/note')}
      description={t('check/noteHint')}
      maxLength={MESSAGE_MAX}
      needed
      submit={t('check/submit')}
      pending={close.isPending}
      onSubmit={close.mutate}
    >
      <Additions messages={additions} />
    </NoteDialog>
  );
}
