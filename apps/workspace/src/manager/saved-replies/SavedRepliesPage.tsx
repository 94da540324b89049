import { Button, Group, Paper, Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { type SavedReply, useSavedReplies } from '../../saved-replies/use-saved-replies';
import { PlainText } from '../../text/PlainText';
import { EditReply } from './EditReply';
import { RemoveReply } from './RemoveReply';

/** The texts that agents insert by `/` and a shortcut. */
export function SavedRepliesPage() {
  const { t } = useTranslation();
  return (
    <Reading query={useSavedReplies({ staleMs: 0 })} failed={t('replies/failed')}>
      {(replies) => <SavedReplies replies={replies} />}
    </Reading>
  );
}

function SavedReplies({ replies }: { replies: SavedReply[] }) {
  const { t } = useTranslation();
  const [reply, setReply] = useState<SavedReply>();
  const [isEditing, editing] = useDisclosure();
  const [isRemoving, removing] = useDisclosure();
  const edit = (which: SavedReply | undefined): void => {
    setReply(which);
    editing.open();
  };
  const remove = (which: SavedReply): void => {
    setReply(which);
    removing.open();
  };
  const adding = useRef<HTMLButtonElement>(null);
  // The button by which a reply was removed has gone with it.
  const onGone = (): void => {
    if (!replies.some(({ id }) => id === reply?.id)) adding.current?.focus();
  };
  return (
    <Stack p="sm" maw={720}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('manager/replies')}
        </Title>
        <Button ref={adding} onClick={() => edit(undefined)}>
          {t('savedReplies/add')}
        </Button>
      </Group>
      {replies.length === 0 && <EmptyState>{t('savedReplies/none')}</EmptyState>}
      {replies.map((each) => (
        <ReplyCard key={each.id} reply={each} onEdit={() => edit(each)} onRemove={() => remove(each)} />
      ))}
      <EditReply reply={reply} opened={isEditing} onClose={editing.close} />
      {reply && <RemoveReply reply={reply} opened={isRemoving} onClose={removing.close} onGone={onGone} />}
    </Stack>
  );
}

interface ReplyCardProps {
  reply: SavedReply;
  onEdit: () => void;
  onRemove: () => void;
}

function ReplyCard({ reply: { shortcut, text }, onEdit, onRemove }: ReplyCardProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" component="section" aria-label={shortcut}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          <bdi>/{shortcut}</bdi>
        </Title>
        <PlainText text={text} />
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('savedReplies/editOf', { shortcut })}
            onClick={onEdit}
          >
            {t('savedReplies/edit')} …
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('savedReplies/removeOf', { shortcut })}
            onClick={onRemove}
          >
            {t('savedReplies/remove')} …
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
