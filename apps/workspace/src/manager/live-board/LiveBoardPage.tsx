import { SimpleGrid, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Figures } from './Figures';
import { Shares } from './Shares';
import { TeamLoad } from './TeamLoad';
import { TimesOverTheDay } from './TimesOverTheDay';
import { WaitingChats } from './WaitingChats';

/** How it goes right now and how the day went: who waits, who works on what, which a manager may change, how long it takes, who got how much. */
export function LiveBoardPage() {
  const { t } = useTranslation();
  return (
    <Stack p="sm">
      <Title order={1} size="h3">
        {t('manager/board')}
      </Title>
      <Figures />
      <WaitingChats />
      <TeamLoad />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <TimesOverTheDay />
        <Shares />
      </SimpleGrid>
    </Stack>
  );
}
