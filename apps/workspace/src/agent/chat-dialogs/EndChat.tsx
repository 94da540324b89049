import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NoteDialog } from '../../app/NoteDialog';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import { routing } from '../../session/session';
import { type BoardChat, nameOf } from '../board/board';
import { useFeed } from '../board/board-context';

const noteMax = 500;

export interface ChatDialogProps {
  chat: BoardChat;
  opened: boolean;
  onClose: () => void;
}

/** Ends a chat, with a session note if the agent writes one. */
export function EndChat({ chat, opened, onClose }: ChatDialogProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const feed = useFeed();
  const end = useMutation({
    mutationFn: (reason: string) => {
      const params = { path: { id: chat.id } };
      return bodyOf(routing.POST('/api/v1/routing/chats/{id}/end', { params, body: reason === '' ? {} : { reason } }));
    },
    onSuccess: () => feed.removed(chat.id),
    onError: fault,
  });
  return (
    <NoteDialog
      opened={opened}
      onClose={onClose}
      title={t('end/title', { name: nameOf(chat) })}
      label={t('end/note')}
      placeholder={t('end/notePlaceholder')}
      maxLength={noteMax}
      submit={t('end/submit')}
      pending={end.isPending}
      onSubmit={end.mutate}
    />
  );
}
