import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { FaultBoundary } from './FaultBoundary';
import { newQueryClient } from './query-client';
import { AppRoutes } from './routes';
import { readableColors, theme } from './theme';

const client = newQueryClient();

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={readableColors}>
      <Notifications position="top-center" limit={4} />
      <QueryClientProvider client={client}>
        <FaultBoundary>
          <BrowserRouter>
            <AppRoutes />
          </BrowserRouter>
        </FaultBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
