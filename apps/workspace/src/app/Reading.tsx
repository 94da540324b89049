import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states';
import { useErrorOf } from './use-error-of';

export interface ReadingProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  /** What could not be read. */
  failed: string;
  /** What is shown of what was read. */
  children: (data: T) => ReactNode;
}

/** What was read, or that it is being read. A failure stands beneath what there is and takes nothing away. */
export function Reading<T>({ query, failed, children }: ReadingProps<T>) {
  const { data, refetch } = query;
  const error = useErrorOf(query);
  return (
    <>
      {data === undefined ? !error && <LoadingState /> : children(data)}
      {error && <ErrorState title={failed} error={error} onRetry={() => void refetch()} />}
    </>
  );
}
