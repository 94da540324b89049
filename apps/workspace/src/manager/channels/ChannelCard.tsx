import { Alert, Button, Code, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import type { components } from '../../api/generated/settings';
import { settings } from '../../session/session';
import { channelsKey } from './channels-key';

export type Channel = components['schemas']['ChannelDto'];
const kinds = ['secret', 'publishable'] as const;
export type KeyKind = (typeof kinds)[number];

export interface ChannelCardProps {
  channel: Channel;
  onNewKey: (kind: KeyKind) => void;
}

/** One channel: which pages may use it, which keys it has, and new ones. */
export function ChannelCard({ channel, onNewKey }: ChannelCardProps) {
  const { t, i18n } = useTranslation();
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Paper withBorder p="md" component="section" aria-label={channel.name}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {channel.name}
        </Title>
        {channel.keys.map(({ keyId, kind, expiresAt }) => (
          <Text size="sm" key={keyId}>
            {t(`channels/${kind}`)} <Code>{keyId}</Code>{' '}
            {expiresAt && t('channels/until', { time: time.format(new Date(expiresAt)) })}
          </Text>
        ))}
        <Group gap="xs">
          {kinds.map((kind) => (
            <Button key={kind} size="compact-sm" variant="default" onClick={() => onNewKey(kind)}>
              {t('channels/rotate', { kind: t(`channels/${kind}`) })} …
            </Button>
          ))}
        </Group>
        <Origins channel={channel} />
      </Stack>
    </Paper>
  );
}

function Origins({ channel: { id, version, allowedOrigins } }: { channel: Channel }) {
  const { t } = useTranslation();
  const { say, fault } = useTell();
  const client = useQueryClient();
  // Until it is saved, what was written stands over whatever is read meanwhile.
  const [draft, setDraft] = useState<string>();
  const text = draft ?? allowedOrigins.join('\n');
  const origins = text.split(/\s+/).filter((line) => line !== '');
  const save = useMutation({
    mutationFn: () => {
      const body = { version, allowedOrigins: origins };
      return bodyOf(settings.PATCH('/api/v1/settings/channels/{id}', { params: { path: { id } }, body }));
    },
    onSuccess: (saved) =>
      client.setQueryData<Channel[]>(channelsKey, (all) => all?.map((each) => (each.id === id ? saved : each))),
    onSettled: () => client.invalidateQueries({ queryKey: channelsKey }),
  });
  const onSaved = (): void => {
    setDraft((now) => (now === draft ? undefined : now));
    say(t('channels/saved'));
  };
  return (
    <>
      <Textarea
        label={t('channels/origins')}
        description={t('channels/originsHint')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      {!origins.includes(location.origin) && (
        <Alert color="yellow">{t('widget/ownAddress', { origin: location.origin })}</Alert>
      )}
      <Group>
        <Button
          size="compact-sm"
          loading={save.isPending}
          onClick={() => save.mutate(undefined, { onSuccess: onSaved, onError: fault })}
        >
          {t('channels/saveOrigins')}
        </Button>
      </Group>
    </>
  );
}
