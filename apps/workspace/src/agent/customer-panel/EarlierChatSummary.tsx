import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatForAgents } from '../../api/types';
import { dateAndTime } from '../../text/date-and-time';

/** When it was, how it ended, who had it, and its tags. */
export function EarlierChatSummary({ chat }: { chat: ChatForAgents }) {
  const { t, i18n } = useTranslation();
  const { requestedAt, enqueuedAt, state, lastAgent, tags } = chat;
  const at = requestedAt ?? enqueuedAt;
  return (
    <>
      <Text size="sm" component="span">
        {at ? dateAndTime(at, i18n.language) : '…'}
      </Text>
      <Text size="xs" c="dimmed" component="span" display="block">
        {t(`earlier/${state}`)}
        {lastAgent && (
          <>
            {' · '}
            <bdi>{lastAgent.name}</bdi>
          </>
        )}
      </Text>
      {tags.length > 0 && (
        <Group component="span" gap={4} mt={4}>
          {tags.map((tag) => (
            <Badge key={tag} component="span" variant="default" size="sm" tt="none" maw="100%">
              <bdi>{tag}</bdi>
            </Badge>
          ))}
        </Group>
      )}
    </>
  );
}
