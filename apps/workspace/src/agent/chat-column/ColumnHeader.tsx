import { Button, Group, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../../app/use-dialog';
import { Elapsed } from '../../text/Elapsed';
import { UnreadBadge } from '../attention/UnreadBadge';
import { type ColumnChat, nameOf } from '../board/board';
import { PanelButton } from '../panel/PanelButton';
import { ChannelBadge } from '../waiting-list/ChannelBadge';
import type { ChatDialog } from '../chat-dialogs/ChatDialogs';
import { LateDialogs } from './LateDialogs';

/** Whose chat it is, what is unread, and what can be done with it. */
export function ColumnHeader({ chat, unread }: { chat: ColumnChat; unread: number }) {
  const [isOpen, dialog] = useDialog();
  const [which, setWhich] = useState<ChatDialog>('end');
  const open = (next: ChatDialog): void => {
    setWhich(next);
    dialog.open();
  };
  const name = nameOf(chat);
  const isHere = chat.state !== 'past';
  return (
    <>
      <Group component="header" px="sm" py="xs" gap="xs" wrap="nowrap" bg="var(--mantine-color-default-hover)">
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap={6} wrap="nowrap">
            <Text fw={600} size="sm" truncate>
              <bdi>{name}</bdi>
            </Text>
            <ChannelBadge chat={chat} />
            <UnreadBadge count={unread} />
          </Group>
          <Text size="xs">{isHere && chat.assignedAt && <Elapsed since={chat.assignedAt} />}</Text>
        </div>
        <PanelButton chat={chat} />
        {isHere && <Actions name={name} onOpen={open} />}
      </Group>
      {/* Also of a chat that has left: what is being written in one of them is not lost by that. */}
      <LateDialogs chat={chat} opened={isOpen ? which : undefined} onClose={dialog.close} />
    </>
  );
}

interface ActionsProps {
  name: string;
  onOpen: (which: ChatDialog) => void;
}

function Actions({ name, onOpen }: ActionsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="compact-sm" aria-label={t('chats/actions', { name })}>
            ⋯
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onOpen('transfer')}>{t('transfer/action')}</Menu.Item>
          <Menu.Item onClick={() => onOpen('why')}>{t('why/action')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" size="compact-sm" onClick={() => onOpen('end')} aria-label={t('end/title', { name })}>
        {t('end/action')}
      </Button>
    </>
  );
}
