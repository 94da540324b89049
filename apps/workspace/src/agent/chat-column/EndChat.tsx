import { Button, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/Dialog';
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
  const [note, setNote] = useState('');
  const end = useMutation({
    mutationFn: () => {
      const reason = note.trim();
      const params = { path: { id: chat.id } };
      return bodyOf(routing.POST('/api/v1/routing/chats/{id}/end', { params, body: reason === '' ? {} : { reason } }));
    },
    onSuccess: () => feed.removed(chat.id),
    onError: fault,
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={t('end/title', { name: nameOf(chat) })}>
      <Textarea
        label={t('end/note')}
        placeholder={t('end/notePlaceholder')}
        data-autofocus
        autosize
        minRows={3}
        maxLength={noteMax}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('app/cancel')}
        </Button>
        <Button loading={end.isPending} onClick={() => end.mutate()}>
          {t('end/submit')}
        </Button>
      </Group>
    </Dialog>
  );
}
