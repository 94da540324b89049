import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type SavedReply, savedRepliesKey } from '../../saved-replies/use-saved-replies';
import { settings } from '../../session/session';
import { FormDialog } from '../../app/FormDialog';

export interface RemoveReplyProps {
  reply: SavedReply;
  opened: boolean;
  onClose: () => void;
  onGone: () => void;
}

/** Removes a saved reply, once it was confirmed. */
export function RemoveReply({ reply: { id, version, shortcut }, opened, onClose, onGone }: RemoveReplyProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (_: FormData) =>
      settings.DELETE('/api/v1/settings/saved-replies/{id}', { params: { path: { id }, query: { version } } }),
    onSettled: () => client.invalidateQueries({ queryKey: savedRepliesKey }),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      onGone={onGone}
      title={t('savedReplies/removeOf', { shortcut })}
      submit={t('savedReplies/remove')}
      mutation={remove}
    >
      <Text size="sm">{t('savedReplies/removeHint')}</Text>
    </FormDialog>
  );
}
