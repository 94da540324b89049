import { Textarea, TextInput } from '@mantine/core';
import { SENT_MAX } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/clients';
import { type SavedReply, savedRepliesKey } from '../../saved-replies/use-saved-replies';
import { settings } from '../../session/session';
import { FormDialog, textOf } from '../../app/FormDialog';

export interface EditReplyProps {
  /** The one that is changed; undefined for a new one. */
  reply: SavedReply | undefined;
  opened: boolean;
  onClose: () => void;
}

/** Writes a saved reply: its shortcut and its text. */
export function EditReply({ reply, opened, onClose }: EditReplyProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (values: FormData) => {
      const fields = { shortcut: textOf(values, 'shortcut').replace(/^\//, ''), text: textOf(values, 'text') };
      if (!reply) return bodyOf(settings.POST('/api/v1/settings/saved-replies', { body: fields }));
      const { id, version } = reply;
      const body = { version, ...fields };
      return bodyOf(settings.PATCH('/api/v1/settings/saved-replies/{id}', { params: { path: { id } }, body }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: savedRepliesKey }),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={reply ? t('savedReplies/editOf', { shortcut: reply.shortcut }) : t('savedReplies/add')}
      submit={t('savedReplies/save')}
      mutation={save}
    >
      <TextInput
        label={t('savedReplies/shortcut')}
        description={t('savedReplies/shortcutHint')}
        name="shortcut"
        defaultValue={reply?.shortcut}
        maxLength={33}
        pattern="\/?[\p{L}\p{N}][\p{L}\p{M}\p{N}_\-]*"
        title={t('savedReplies/shortcutHint')}
        required
        withAsterisk={false}
        data-autofocus
      />
      <Textarea
        label={t('savedReplies/text')}
        description={t('savedReplies/textHint')}
        name="text"
        defaultValue={reply?.text}
        maxLength={SENT_MAX}
        autosize
        minRows={4}
        maxRows={12}
        required
        withAsterisk={false}
      />
    </FormDialog>
  );
}
