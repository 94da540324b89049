import { Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { PreferencesMenu } from '../app/PreferencesMenu';
import { AskForm } from './AskForm';
import { Conversation } from './Conversation';
import classes from './CustomerPage.module.css';
import { keepChat, keptChat, type KeptChat } from './kept-chat';

/**
 * Where a customer asks for an agent and talks with one: `/chat#pk_…`, with a publishable key of the channel. Behind the
 * `#` it reaches no server's log.
 */
export function CustomerPage() {
  const { t } = useTranslation();
  const channelKey = useLocation().hash.slice(1);
  return (
    <main className={classes.page}>
      <Paper withBorder className={classes.card}>
        <Group component="header" justify="space-between" p="sm" wrap="nowrap">
          <Text component="h1" fw={700}>
            {t('customer/title')}
          </Text>
          <PreferencesMenu />
        </Group>
        <ChannelsChat key={channelKey} channelKey={channelKey} />
      </Paper>
    </main>
  );
}

/** The chat that was begun in the channel, or how to begin one. */
function ChannelsChat({ channelKey }: { channelKey: string }) {
  const [chat, setChat] = useState(() => keptChat(channelKey));
  const keep = (next: KeptChat | undefined): void => {
    keepChat(channelKey, next);
    setChat(next);
  };
  if (!chat) return <AskForm channelKey={channelKey} onAsked={keep} />;
  return <Conversation key={chat.chatId} chat={chat} onRenewed={keep} onOver={() => keep(undefined)} />;
}
