import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../api/types';
import { PlainText } from '../../text/PlainText';

/** Warns of what was added to a left message since the agent has read it; nothing where nothing was. */
export function Additions({ messages }: { messages: readonly ChatMessage[] }) {
  const { t } = useTranslation();
  if (messages.length === 0) return null;
  return (
    <Alert color="yellow" role="alert" mb="sm">
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          {t('check/added')}
        </Text>
        {messages.map(({ messageId, text }) => (
          <PlainText key={messageId} text={text} />
        ))}
      </Stack>
    </Alert>
  );
}
