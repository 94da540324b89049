import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog, onlyByItsButton } from '../../app/Dialog';
import { Revealed } from '../../app/Revealed';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import { settings } from '../../session/session';
import { ShownOnce } from '../ShownOnce';
import type { Channel, KeyKind } from './ChannelCard';
import { channelsKey } from './channels-key';
import { WidgetSnippet } from './WidgetSnippet';

export interface NewKeyProps {
  channel: Channel;
  kind: KeyKind;
  onClose: () => void;
}

/** A new key takes the place of those of its kind, which go on for a day, so that nothing stops while they change over. */
export function NewKey({ channel: { id, name }, kind, onClose }: NewKeyProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const client = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => {
      const expireOthersAt = new Date(Date.now() + 86_400_000).toISOString();
      const params = { path: { id } };
      return bodyOf(settings.POST('/api/v1/settings/channels/{id}/keys', { params, body: { kind, expireOthersAt } }));
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: channelsKey }),
    onError: fault,
  });
  const title = `${name}: ${t('channels/rotate', { kind: t(`channels/${kind}`) })}`;
  return (
    <Dialog
      opened
      onClose={() => !rotate.isPending && onClose()}
      {...(rotate.data ? onlyByItsButton : {})}
      title={title}
    >
      {rotate.data ? (
        <Revealed>
          <ShownOnce label={t('channels/rotated', { name })} secret={rotate.data.key} />
          {kind === 'publishable' && <WidgetSnippet publishableKey={rotate.data.key} />}
        </Revealed>
      ) : (
        <Stack>
          <Text size="sm">{t('channels/rotateHint')}</Text>
          <Group justify="flex-end">
            <Button variant="default" disabled={rotate.isPending} onClick={onClose}>
              {t('app/cancel')}
            </Button>
            <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
              {t('channels/rotate', { kind: t(`channels/${kind}`) })}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
