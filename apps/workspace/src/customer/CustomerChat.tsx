import { CloseButton, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PreferencesMenu } from '../app/PreferencesMenu';
import { useTitle } from '../app/use-title';
import type { Embedding } from '../embedded/embedding';
import { AskForm } from './AskForm';
import { Conversation } from './Conversation';
import { useChannelsChat } from './use-channels-chat';

export interface CustomerChatProps {
  channelKey: string;
  /** Where the page stands in a frame of others. */
  embedding?: Embedding;
}

/** The customer's side of a chat: the chat that was begun in the channel, or how to begin one. */
export function CustomerChat({ channelKey, embedding }: CustomerChatProps) {
  const { t } = useTranslation();
  useTitle(t('customer/title'));
  return (
    <>
      <Group component="header" justify="space-between" p="sm" wrap="nowrap">
        <Text component="h1" fw={700}>
          {t('customer/title')}
        </Text>
        <Group gap={4} wrap="nowrap">
          <PreferencesMenu />
          {embedding && <CloseButton aria-label={t('app/close')} onClick={() => embedding.close()} />}
        </Group>
      </Group>
      <ChannelsChat channelKey={channelKey} embedding={embedding} />
    </>
  );
}

function ChannelsChat({ channelKey, embedding }: CustomerChatProps) {
  const { chat, hasMoved, gone, asked, found, renewed, over, leave } = useChannelsChat(channelKey);
  useEffect(() => {
    if (!chat) embedding?.tell({ hasChat: false, unread: 0 });
  }, [chat, embedding]);
  // In a frame our own address is not the customer's page, and has the channel's key in its path.
  const page = embedding ? embedding.page : location.href;
  const form = { channelKey, page, takesFocus: hasMoved, gone, onAsked: asked, onFound: found };
  if (!chat) return <AskForm {...form} />;
  return (
    <Conversation
      key={chat.chatId}
      chat={chat}
      embedding={embedding}
      isNew={hasMoved}
      onRenewed={renewed}
      onOver={over}
      onAgain={() => leave()}
      onGone={leave}
    />
  );
}
