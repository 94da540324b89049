import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NoteDialog } from '../../app/NoteDialog';
import { useTell } from '../../app/use-tell';
import { newNote, type NoteDraft } from '../../chat/writing';
import { useAttention } from '../attention/attention-context';
import { nameOf } from '../board/board';
import { useFeed } from '../board/board-context';
import { agentsKey } from '../board/board-store';
import type { ChatDialogProps } from './chat-of-dialog';
import { endWithNote } from './end-with-note';

const noteMax = 500;

/** Ends a chat, with a session note if the agent writes one. Of a chat that has left meanwhile the note is kept as well. */
export function EndChat({ chat, opened, onClose }: ChatDialogProps) {
  const { t } = useTranslation();
  const { fault, say } = useTell();
  const feed = useFeed();
  const attention = useAttention();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (note: NoteDraft) => endWithNote(chat, note),
    onMutate: () => attention.leave(chat.id),
    onSuccess: (isNoteBeside) => {
      if (isNoteBeside) say(t('end/noted', { name: nameOf(chat) }));
      if (chat.state === 'past') feed.dismiss(chat.id);
      else feed.removed(chat.id);
      onClose();
    },
    onError: (error) => {
      attention.stay(chat.id);
      fault(error);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: agentsKey }),
  });
  const tried = end.variables;
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
      onSubmit={(text) => end.mutate(tried?.text === text ? tried : newNote(text))}
    />
  );
}
