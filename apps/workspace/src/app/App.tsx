import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { FaultBoundary } from './FaultBoundary';
import { AppRoutes } from './routes';
import { readableColors, theme } from './theme';

/** State comes by the stream, so nothing is read again only because somebody looks at it. */
const client = new QueryClient({
  defaultOptions: { queries: { staleTime: Infinity, refetchOnWindowFocus: false, retry: 1 } },
});

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
