import { Paper, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '../../app/states';

export interface PartProps<T> {
  title: string;
  query: UseQueryResult<T>;
  /** What is shown of what was read. */
  children: (data: T) => ReactNode;
}

/** A part of the board with a reading of its own: where it fails the others go on, and what it had stays below the fault. */
export function Part<T>({ title, query, children }: PartProps<T>) {
  const { t } = useTranslation();
  const { data, refetch } = query;
  // Each new try forgets the last error while nothing was read yet; the alert stays, instead of coming again and again.
  const [last, setLast] = useState(query.error);
  if (query.error && query.error !== last) setLast(query.error);
  const error = query.error ?? (data === undefined ? last : null);
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {error && <ErrorState title={t('board/failed')} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? !error && <LoadingState /> : children(data)}
    </Paper>
  );
}
