import { Box, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import type { ChatNote } from '../../api/types';
import { dateAndTime } from '../../text/date-and-time';
import { PlainText } from '../../text/PlainText';
import { More } from './More';
import { useNotes } from './use-notes';

/** The notes about a chat, newest first. */
export function NoteList({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const notes = useNotes(chatId);
  const { data, error, refetch } = notes;
  if (error) return <ErrorState title={t('notes/failed')} error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.length === 0) return <EmptyState>{t('notes/empty')}</EmptyState>;
  return (
    <>
      <Stack component="ul" gap="xs" p="sm" m={0} style={{ listStyle: 'none' }}>
        {data.map((note) => (
          <Note key={note.noteId} note={note} />
        ))}
      </Stack>
      <More of={notes} />
    </>
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
