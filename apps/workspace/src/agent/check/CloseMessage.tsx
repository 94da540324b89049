import { MESSAGE_MAX } from '@switchboard/contracts';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NoteDialog } from '../../app/NoteDialog';
import { useTell } from '../../app/use-tell';
import type { LeftMessage } from '../../api/types';
import { routing } from '../../session/session';
import { customerName } from '../../text/customer-name';
import { useFeed } from '../board/board-context';

export interface CloseMessageProps {
  message: LeftMessage;
  opened: boolean;
  onClose: () => void;
}

/** Closes a left message; the note says how it was answered. */
export function CloseMessage({ message, opened, onClose }: CloseMessageProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const feed = useFeed();
  const { chatId, customer } = message;
  const close = useMutation({
    mutationFn: (note: string) =>
      routing.POST('/api/v1/routing/messages/{id}/close', {
        params: { path: { id: chatId } },
        body: { note },
      }),
    onSuccess: () => feed.messageChanged(chatId, undefined),
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
    />
  );
}
