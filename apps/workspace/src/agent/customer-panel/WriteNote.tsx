import { Button, Group, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { SENT_MAX } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import { readAgain } from '../../api/read-again';
import { newNote, type NoteDraft, Writing } from '../../chat/writing';
import { intake } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { notesKey } from './use-notes';

/** Where a note is written: Ctrl or Cmd + Enter adds it. What is not added yet is kept, as messages are. */
export function WriteNote({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const { text, write, add, isAdding } = useDraft(chatId);
  const isTooLong = text.trim().length > SENT_MAX;
  const isReady = text.trim() !== '' && !isTooLong;
  const submit = (event: FormEvent | KeyboardEvent): void => {
    event.preventDefault();
    if (isReady && !isAdding) add();
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        px="sm"
        pt={4}
        aria-label={t('notes/write')}
        placeholder={t('notes/placeholder')}
        title={t('notes/keys')}
        error={isTooLong && t('composer/tooLong', { max: SENT_MAX })}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={getHotkeyHandler([['mod+Enter', submit]])}
      />
      <Group justify="flex-end" px="sm" pt={6}>
        <Button type="submit" size="compact-sm" loading={isAdding} disabled={!isReady}>
          {t('notes/add')}
        </Button>
      </Group>
    </form>
  );
}

/** What is being written about a chat, and how it is added. */
function useDraft(chatId: string) {
  const client = useQueryClient();
  const { fault } = useTell();
  const { id: me } = useAccount();
  const [writing] = useState(() => new Writing(`agent.${me}`));
  const [draft, setDraft] = useState(() => writing.note(chatId) ?? newNote(''));
  const write = (text: string): void => {
    const written = newNote(text);
    setDraft(written);
    writing.keepNote(chatId, written);
  };
  const { mutate, isPending } = useMutation({
    mutationFn: (body: NoteDraft) =>
      bodyOf(intake.POST('/api/v1/intake/chats/{id}/notes', { params: { path: { id: chatId } }, body })),
    onSuccess: (_, { noteId }) => {
      writing.forgetNote(chatId, noteId);
      setDraft((now) => (now.noteId === noteId ? newNote('') : now));
      return readAgain(client, notesKey(chatId));
    },
    onError: fault,
  });
  return { text: draft.text, write, add: () => mutate(draft), isAdding: isPending };
}
