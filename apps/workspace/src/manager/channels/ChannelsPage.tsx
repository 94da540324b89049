import { Button, Group, Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { everyItem } from '../../api/clients';
import { settings } from '../../session/session';
import { AddChannel } from './AddChannel';
import { ChannelCard } from './ChannelCard';
import { channelsKey } from './channels-key';

/** The ways by which customers come, each with its keys. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure();
  const { data, error, refetch } = useQuery({
    queryKey: channelsKey,
    queryFn: () => everyItem((query) => settings.GET('/api/v1/settings/channels', { params: { query } })),
    staleTime: 0,
  });
  if (error) return <ErrorState title={t('channels/failed')} error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return (
    <Stack p="sm" maw={720}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('manager/channels')}
        </Title>
        <Button onClick={adding.open}>{t('channels/add')}</Button>
      </Group>
      {data.length === 0 && <EmptyState>{t('channels/none')}</EmptyState>}
      {data.map((channel) => (
        <ChannelCard key={`${channel.id}/${channel.version}`} channel={channel} />
      ))}
      <AddChannel opened={isAdding} onClose={adding.close} />
    </Stack>
  );
}
