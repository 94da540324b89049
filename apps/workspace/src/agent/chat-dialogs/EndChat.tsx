import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoteDialog } from '../../app/NoteDialog';
import { useTell } from '../../app/use-tell';
import { intake, routing } from '../../session/session';
import { useAttention } from '../attention/attention-context';
import { type ColumnChat, nameOf } from '../board/board';
import { useFeed } from '../board/board-context';

const noteMax = 500;

export interface ChatDialogProps {
  chat: ColumnChat;
  opened: boolean;
  onClose: () => void;
}

/** Ends a chat, with a session note if the agent writes one. Of a chat that has left meanwhile the note is kept as well. */
export function EndChat({ chat, opened, onClose }: ChatDialogProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const feed = useFeed();
  const attention = useAttention();
  const [noteId] = useState(() => crypto.randomUUID());
  const params = { path: { id: chat.id } };
  const end = useMutation({
    mutationFn: async (note: string): Promise<unknown> => {
      if (chat.state !== 'past')
        return routing.POST('/api/v1/routing/chats/{id}/end', { params, body: note === '' ? {} : { reason: note } });
      const body = { noteId, text: note };
      return note === '' || intake.POST('/api/v1/intake/chats/{id}/notes', { params, body });
    },
    onMutate: () => attention.leave(chat.id),
    onSuccess: () => (chat.state === 'past' ? feed.dismiss(chat.id) : feed.removed(chat.id)),
    onError: (error) => {
      attention.stay(chat.id);
      fault(error);
    },
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
