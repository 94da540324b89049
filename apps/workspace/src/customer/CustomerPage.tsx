import { Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
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
  const [chat, setChat] = useState(keptChat);
  const change = (next: KeptChat | undefined): void => {
    keepChat(next);
    setChat(next);
  };
  const channelKey = location.hash.slice(1);
  return (
    <main className={classes.page}>
      <Paper withBorder className={classes.card}>
        <Group component="header" justify="space-between" p="sm" wrap="nowrap">
          <Text component="h1" fw={700}>
            {t('customer/title')}
          </Text>
          <PreferencesMenu />
        </Group>
        {chat ? (
          <Conversation key={chat.chatId} chat={chat} onOver={() => change(undefined)} />
        ) : (
          <AskForm channelKey={channelKey} onAsked={change} />
        )}
      </Paper>
    </main>
  );
}
