import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOfError } from './words-of-error';

/** Something is being read. */
export function LoadingState() {
  const { t } = useTranslation();
  return (
    <Group p="md" gap="sm" role="status">
      <Loader size="sm" />
      <Text size="sm">{t('app/loading')} …</Text>
    </Group>
  );
}

/** There is nothing, and what to do then. */
export function EmptyState({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed" p="md">
      {children}
    </Text>
  );
}

/** It could not be read: what, why, and another try. */
export function ErrorState({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" title={title} m="sm" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{wordsOfError(error, t)}</Text>
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('app/retry')}
        </Button>
      </Stack>
    </Alert>
  );
}
