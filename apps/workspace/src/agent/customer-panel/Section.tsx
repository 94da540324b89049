import { Box, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** A part of the panel, by its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} pb="sm">
      <Title order={3} size="h6" id={id} px="sm" pt="sm">
        {title}
      </Title>
      {children}
    </Box>
  );
}
