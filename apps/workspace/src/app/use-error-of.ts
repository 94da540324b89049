import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';

/** Why it could not be read, while that stands: where nothing was read yet a new try forgets it, and its alert would come again and again. */
export function useErrorOf({ data, error }: Pick<UseQueryResult, 'data' | 'error'>): Error | null {
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  return error ?? (data === undefined ? last : null);
}
