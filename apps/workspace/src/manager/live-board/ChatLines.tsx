import { Box, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf, type TeamChat } from '../../agent/board/board';
import { LateDialogs } from '../../agent/chat-column/LateDialogs';
import type { ChatDialog } from '../../agent/chat-dialogs/ChatDialogs';
import type { ChatOfDialog } from '../../agent/chat-dialogs/chat-of-dialog';
import { ChannelBadge } from '../../agent/waiting-list/ChannelBadge';
import { EmptyState } from '../../app/states';
import { useDialog } from '../../app/use-dialog';
import { useFocusLoss } from '../../app/use-focus-loss';
import { Elapsed } from '../../text/Elapsed';

export interface ChatLinesProps<Chat extends ChatOfDialog> {
  /** What the list is called. */
  label: string;
  chats: readonly Chat[];
  /** What is said where there are none. */
  empty: string;
  /** Since when the chat is in the list. */
  sinceOf: (chat: Chat) => string;
  /** What can be done with the chat: its buttons, which open a dialog of it. */
  actions: (chat: Chat, open: (which: ChatDialog) => void) => ReactNode;
}

/**
 * Chats of the team, and what a manager can do with each. A dialog stays when its chat leaves the list, with what was being
 * written in it; the keyboard stays in the list.
 */
export function ChatLines<Chat extends ChatOfDialog>({ label, chats, empty, sinceOf, actions }: ChatLinesProps<Chat>) {
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, dialog] = useDialog(list);
  const [about, setAbout] = useState<{ chat: Chat; which: ChatDialog }>();
  const onTurn = useFocusOfLines(chats, list);
  const open = (chat: Chat, which: ChatDialog): void => {
    setAbout({ chat, which });
    dialog.open();
  };
  return (
    <Box ref={list} role="group" aria-label={label} tabIndex={-1}>
      {chats.length === 0 && <EmptyState>{empty}</EmptyState>}
      {/* The role, because Safari takes it from a list without markers. */}
      <Stack component="ul" role="list" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {chats.map((chat) => (
          <Group key={chat.id} component="li" gap="xs" data-chat={chat.id} onFocus={() => onTurn(chat.id)}>
            <Line chat={chat} since={sinceOf(chat)} />
            {actions(chat, (which) => open(chat, which))}
          </Group>
        ))}
      </Stack>
      {about && (
        <LateDialogs
          key={about.chat.id}
          chat={about.chat}
          opened={isOpen ? about.which : undefined}
          onClose={dialog.close}
        />
      )}
    </Box>
  );
}

function Line({ chat, since }: { chat: TeamChat; since: string }) {
  const { t } = useTranslation();
  return (
    <Box flex="1 1 200px" miw={0}>
      <Group gap={6} wrap="nowrap">
        <Text fw={600} size="sm" truncate>
          <bdi>{nameOf(chat)}</bdi>
        </Text>
        <ChannelBadge chat={chat} />
        <Text size="xs" c="dimmed" flex="none">
          <Elapsed since={since} />
        </Text>
      </Group>
      <Text size="sm" lineClamp={2}>
        {chat.details?.firstMessage ?? (chat.details ? t('waiting/noMessage') : '…')}
      </Text>
    </Box>
  );
}

/** Whoever has the keyboard in a chat that leaves goes on with the one in its place, or with the list. */
function useFocusOfLines(chats: readonly TeamChat[], list: RefObject<HTMLElement | null>) {
  const onLost = (_: string, place: number): void => {
    const next = chats[Math.min(place, chats.length - 1)];
    const button = next && list.current?.querySelector<HTMLElement>(`[data-chat="${next.id}"] button`);
    (button ?? list.current)?.focus();
  };
  return useFocusLoss(
    chats.map(({ id }) => id),
    onLost,
  );
}
