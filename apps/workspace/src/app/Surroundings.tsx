import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FaultBoundary } from './FaultBoundary';
import { newQueryClient } from './query-client';
import { readableColors, theme } from './theme';

const client = newQueryClient();

/** What every page of the app stands in: looks, short words at the top, what was read, and what shows a fault. */
export function Surroundings({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={readableColors}>
      <Notifications position="top-center" limit={4} />
      <QueryClientProvider client={client}>
        <FaultBoundary>{children}</FaultBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
