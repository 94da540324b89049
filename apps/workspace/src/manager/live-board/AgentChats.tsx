import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { loadChatsOf } from '../../agent/board/load-board';
import { teamChatOf } from '../../agent/board/read-board';
import { agentsKey } from '../../agent/board/board-store';
import type { RoutingAgent } from '../../api/types';
import { Reading } from '../../app/Reading';
import { ChatLines } from './ChatLines';
import { LineButton } from './LineButton';
import { loadEveryMs } from './periods';

/** The chats of an agent, which a manager may give to a colleague or end. */
export function AgentChats({ agent: { id, name } }: { agent: RoutingAgent }) {
  const { t } = useTranslation();
  const chats = useQuery({
    queryKey: [...agentsKey, 'chats', id],
    queryFn: () => loadChatsOf(id),
    refetchInterval: loadEveryMs,
    staleTime: 0,
  });
  return (
    <Box pl="sm" py="xs">
      <Reading query={chats} failed={t('board/chatsFailed', { name })}>
        {(read) => (
          <ChatLines
            label={t('board/chatsOf', { name })}
            empty={t('board/noChats', { name })}
            chats={read.map((chat) => ({ ...teamChatOf(chat), ownerId: id }))}
            sinceOf={({ assignedAt, enqueuedAt }) => assignedAt ?? enqueuedAt}
            actions={(chat, open) => (
              <>
                <LineButton which="transfer" chat={chat} onOpen={open} />
                <LineButton which="end" chat={chat} onOpen={open} />
              </>
            )}
          />
        )}
      </Reading>
    </Box>
  );
}
