import { Center, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PreferencesMenu } from '../app/PreferencesMenu';

/** The frame of the pages before somebody is signed in. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder shadow="sm" p="xl" w={380} maw="100%">
        <Stack>
          <Title order={1} size="h3">
            {title}
          </Title>
          {children}
          <PreferencesMenu />
        </Stack>
      </Paper>
    </Center>
  );
}
