import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../../app/use-dialog';
import { nameOf } from '../board/board';
import { useFeed } from '../board/board-context';
import type { PastChat } from '../board/past';
import { LateNotes } from './LateNotes';
import { useTranscripts } from './transcripts-context';
import { wordsOfDeparture } from './words-of-departure';

/** In place of the composer: where the chat has gone, what was being written to it, and what there is left to do. */
export function PastNotice({ chat }: { chat: PastChat }) {
  const { t } = useTranslation();
  const feed = useFeed();
  const { writing } = useTranscripts();
  const [draft] = useState(() => writing.draft(chat.id));
  const [isNoting, notes] = useDialog();
  const name = nameOf(chat);
  return (
    <Stack p="sm" gap="xs" bg="var(--mantine-color-default-hover)">
      <Text size="sm" fw={600}>
        {wordsOfDeparture(chat, t)}
      </Text>
      {draft.trim() !== '' && (
        <Textarea label={t('departure/draft')} value={draft} readOnly autosize minRows={1} maxRows={4} />
      )}
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('departure/noteAbout', { name })}
          onClick={notes.open}
        >
          {t('departure/note')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('departure/closeOf', { name })}
          onClick={() => feed.dismiss(chat.id)}
        >
          {t('departure/close')}
        </Button>
      </Group>
      <LateNotes chat={chat} opened={isNoting} onClose={notes.close} />
    </Stack>
  );
}
