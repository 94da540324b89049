import { Button, Group, Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { everyItem } from '../../api/clients';
import { settings } from '../../session/session';
import { AddChannel } from './AddChannel';
import { type Channel, ChannelCard, type KeyKind } from './ChannelCard';
import { channelsKey } from './channels-key';
import { NewKey } from './NewKey';

/** The ways by which customers come, each with its keys. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const channels = useQuery({
    queryKey: channelsKey,
    queryFn: () => everyItem((query) => settings.GET('/api/v1/settings/channels', { params: { query } })),
    staleTime: 0,
  });
  return (
    <Reading query={channels} failed={t('channels/failed')}>
      {(read) => <Channels channels={read} />}
    </Reading>
  );
}

function Channels({ channels }: { channels: Channel[] }) {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure();
  const [rotating, setRotating] = useState<{ channel: Channel; kind: KeyKind }>();
  return (
    <Stack p="sm" maw={720}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('manager/channels')}
        </Title>
        <Button onClick={adding.open}>{t('channels/add')}</Button>
      </Group>
      {channels.length === 0 && <EmptyState>{t('channels/none')}</EmptyState>}
      {channels.map((channel) => (
        <ChannelCard key={channel.id} channel={channel} onNewKey={(kind) => setRotating({ channel, kind })} />
      ))}
      {rotating && <NewKey {...rotating} onClose={() => setRotating(undefined)} />}
      <AddChannel opened={isAdding} onClose={adding.close} />
    </Stack>
  );
}
