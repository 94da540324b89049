import { Box, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import type { ChatNote } from '../../api/types';
import { dateAndTime } from '../../text/date-and-time';
import { PlainText } from '../../text/PlainText';
import { More } from './More';
import { useNotes } from './use-notes';

/** The notes about a chat, newest first. */
export function NoteList({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const notes = useNotes(chatId);
  return (
    <Reading query={notes} failed={t('notes/failed')}>
      {(read) => (
        <>
          {read.length === 0 ? <EmptyState>{t('notes/empty')}</EmptyState> : <Notes notes={read} />}
          <More of={notes} />
        </>
      )}
    </Reading>
  );
}

function Notes({ notes }: { notes: ChatNote[] }) {
  return (
    // The role, because Safari takes it from a list without markers.
    <Stack component="ul" role="list" gap="xs" p="sm" m={0} style={{ listStyle: 'none' }}>
      {notes.map((note) => (
        <Note key={note.noteId} note={note} />
      ))}
    </Stack>
  );
}

function Note({ note: { author, text, writtenAt } }: { note: ChatNote }) {
  const { i18n } = useTranslation();
  return (
    <Paper component="li" withBorder px="xs" py={6}>
      <PlainText text={text} />
      <Box>
        <Text size="xs" c="dimmed" component="span">
          <bdi>{author.name}</bdi> · <time dateTime={writtenAt}>{dateAndTime(writtenAt, i18n.language)}</time>
        </Text>
      </Box>
    </Paper>
  );
}
