import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

/** Reads the next page of a list that has one. */
export function More({ of: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { of: UseInfiniteQueryResult }) {
  const { t } = useTranslation();
  if (!hasNextPage) return null;
  return (
    <Button
      mx="sm"
      size="compact-sm"
      variant="default"
      loading={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {t('panel/more')}
    </Button>
  );
}
