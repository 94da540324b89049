import { Button, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/Dialog';
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
  const [note, setNote] = useState('');
  const { chatId, customer } = message;
  const close = useMutation({
    mutationFn: () =>
      routing.POST('/api/v1/routing/messages/{id}/close', {
        params: { path: { id: chatId } },
        body: { note: note.trim() },
      }),
    onSuccess: () => feed.messageChanged(chatId, undefined),
    onError: fault,
  });
  const title = t('check/closeTitle', { name: customerName(customer) });
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Textarea
        label={t('check/note')}
        description={t('check/noteHint')}
        data-autofocus
        autosize
        minRows={3}
        maxLength={8_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('app/cancel')}
        </Button>
        <Button disabled={note.trim() === ''} loading={close.isPending} onClick={() => close.mutate()}>
          {t('check/submit')}
        </Button>
      </Group>
    </Dialog>
  );
}
