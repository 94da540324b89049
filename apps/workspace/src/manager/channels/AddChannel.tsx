import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/Dialog';
import { wordsOfError } from '../../app/words-of-error';
import { bodyOf } from '../../api/clients';
import { settings } from '../../session/session';
import { ShownOnce } from '../ShownOnce';
import { channelsKey } from './channels-key';

/** Makes a channel for pages of this address; its two keys are shown once. */
export function AddChannel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (name: string) =>
      bodyOf(settings.POST('/api/v1/settings/channels', { body: { name, allowedOrigins: [location.origin] } })),
    // Not waited for: what is shown once must be shown, whatever becomes of the list.
    onSuccess: () => void client.invalidateQueries({ queryKey: channelsKey }),
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name === 'string') add.mutate(name);
  };
  const close = (): void => {
    add.reset();
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={close} closeOnClickOutside={!add.data} title={t('channels/add')}>
      {add.data ? (
        <Stack>
          <Text size="sm">{t('channels/once')}</Text>
          <ShownOnce label={t('channels/secret')} secret={add.data.secretKey} />
          <ShownOnce label={t('channels/publishable')} secret={add.data.publishableKey} />
          <ShownOnce label={t('channels/page')} secret={`${location.origin}/chat#${add.data.publishableKey}`} />
        </Stack>
      ) : (
        <form onSubmit={onSubmit}>
          <Stack>
            {add.error && (
              <Alert color="red" role="alert">
                {wordsOfError(add.error, t)}
              </Alert>
            )}
            <TextInput label={t('channels/name')} name="name" required withAsterisk={false} data-autofocus />
            <Button type="submit" loading={add.isPending}>
              {t('channels/add')}
            </Button>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
