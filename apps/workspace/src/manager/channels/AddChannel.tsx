import { Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/clients';
import { settings } from '../../session/session';
import { FormDialog, textOf } from '../../app/FormDialog';
import { ShownOnce } from '../ShownOnce';
import { channelsKey } from './channels-key';
import { WidgetSnippet } from './WidgetSnippet';

/** Makes a channel for pages of this address; its two keys are shown once. */
export function AddChannel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (values: FormData) => {
      const body = { name: textOf(values, 'name'), allowedOrigins: [location.origin] };
      return bodyOf(settings.POST('/api/v1/settings/channels', { body }));
    },
    // Not waited for: what is shown once must be shown, whatever becomes of the list.
    onSuccess: () => void client.invalidateQueries({ queryKey: channelsKey }),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('channels/add')}
      mutation={add}
      shownOnce={({ secretKey, publishableKey }) => (
        <Stack>
          <Text size="sm">{t('channels/once')}</Text>
          <ShownOnce label={t('channels/secret')} secret={secretKey} />
          <ShownOnce label={t('channels/publishable')} secret={publishableKey} />
          <ShownOnce label={t('channels/page')} secret={`${location.origin}/chat#${publishableKey}`} />
          <WidgetSnippet publishableKey={publishableKey} />
        </Stack>
      )}
    >
      <TextInput label={t('channels/name')} name="name" required withAsterisk={false} data-autofocus />
    </FormDialog>
  );
}
