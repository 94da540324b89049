import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTitle } from './use-title';

/** A page that only says something, and leads back to the start. */
export function MessagePage({ words }: { words: string }) {
  const { t } = useTranslation();
  useTitle(t('fault/title'));
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" maw={420} ta="center">
        <Title order={1} size="h3">
          {t('fault/title')}
        </Title>
        <Text>{words}</Text>
        <Button component="a" href="/">
          {t('fault/home')}
        </Button>
      </Stack>
    </Center>
  );
}
