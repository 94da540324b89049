import { Button, Group, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import { readAgain } from '../../api/read-again';
import { Writing } from '../../chat/writing';
import { intake } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { notesKey } from './use-notes';

const maxLength = 4_000;

/** Where a note is written: Ctrl or Cmd + Enter adds it. What is not added yet is kept, as messages are. */
export function WriteNote({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const { text, write, add, isAdding } = useDraft(chatId);
  const isTooLong = text.trim().length > maxLength;
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
        error={isTooLong && t('composer/tooLong', { max: maxLength })}
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

/** A note that is being written. The id is that of this text, so that adding it again after a failure makes one note. */
function useDraft(chatId: string) {
  const client = useQueryClient();
  const { fault } = useTell();
  const { id: me } = useAccount();
  const [writing] = useState(() => new Writing(`agent.${me}.note`));
  const [draft, setDraft] = useState(() => ({ text: writing.draft(chatId), noteId: crypto.randomUUID() }));
  const write = (text: string): void => {
    setDraft({ text, noteId: crypto.randomUUID() });
    writing.keepDraft(chatId, text);
  };
  const { mutate, isPending } = useMutation({
    mutationFn: (body: { text: string; noteId: string }) =>
      bodyOf(intake.POST('/api/v1/intake/chats/{id}/notes', { params: { path: { id: chatId } }, body })),
    onSuccess: (_, { noteId }) => {
      // Who has written on meanwhile keeps that.
      if (noteId === draft.noteId) write('');
      return readAgain(client, notesKey(chatId));
    },
    onError: fault,
  });
  return { text: draft.text, write, add: () => mutate(draft), isAdding: isPending };
}
