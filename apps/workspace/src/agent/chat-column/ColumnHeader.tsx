import { Badge, Button, Group, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../../app/use-dialog';
import { Elapsed } from '../../text/Elapsed';
import { type BoardChat, nameOf } from '../board/board';
import { PanelButton } from '../panel/PanelButton';
import { ChannelBadge } from '../waiting-list/ChannelBadge';
import { WhyMe } from '../why-me/WhyMe';
import { EndChat } from './EndChat';
import { TransferChat } from './TransferChat';

/** Whose chat it is, what is unread, and what can be done with it. */
export function ColumnHeader({ chat, unread }: { chat: BoardChat; unread: number }) {
  const { t } = useTranslation();
  const [isEnding, ending] = useDialog();
  const [isTransferring, transferring] = useDialog();
  const [isExplaining, explaining] = useDialog();
  const name = nameOf(chat);
  return (
    <Group component="header" px="sm" py="xs" gap="xs" wrap="nowrap" bg="var(--mantine-color-default-hover)">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap={6} wrap="nowrap">
          <Text fw={600} size="sm" truncate>
            <bdi>{name}</bdi>
          </Text>
          <ChannelBadge chat={chat} />
          {unread > 0 && (
            <Badge size="sm" color="red" aria-label={t('chats/unread', { count: unread })}>
              {unread}
            </Badge>
          )}
        </Group>
        <Text size="xs">{chat.assignedAt && <Elapsed since={chat.assignedAt} />}</Text>
      </div>
      <PanelButton chat={chat} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="compact-sm" aria-label={t('chats/actions', { name })}>
            ⋯
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={transferring.open}>{t('transfer/action')}</Menu.Item>
          <Menu.Item onClick={explaining.open}>{t('why/action')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" size="compact-sm" onClick={ending.open} aria-label={t('end/title', { name })}>
        {t('end/action')}
      </Button>
      <EndChat chat={chat} opened={isEnding} onClose={ending.close} />
      <TransferChat chat={chat} opened={isTransferring} onClose={transferring.close} />
      <WhyMe chat={chat} opened={isExplaining} onClose={explaining.close} />
    </Group>
  );
}
