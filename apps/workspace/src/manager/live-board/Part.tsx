import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '../../app/states';
import { useErrorOf } from '../../app/use-error-of';

export interface PartProps<T> {
  title: string;
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  /** What could not be read; the statistics unless said otherwise. */
  failed?: string;
  /** What is shown of what was read. */
  children: (data: T) => ReactNode;
}

/** A part of the board with a reading of its own: where it fails the others go on, and what it had stays below the fault. */
export function Part<T>({ title, query, failed, children }: PartProps<T>) {
  const { t } = useTranslation();
  const { data, refetch } = query;
  const error = useErrorOf(query);
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {error && <ErrorState title={failed ?? t('board/failed')} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? !error && <LoadingState /> : children(data)}
    </Paper>
  );
}
