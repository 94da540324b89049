import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { bodyOf } from '../../api/clients';
import { intake } from '../../session/session';
import type { TeamChat } from '../board/board';

/** The channel by which a chat came. Its name is read once for all chats of the channel. */
export function ChannelBadge({ chat }: { chat: TeamChat }) {
  const channelId = chat.details?.channelId ?? null;
  const { data: name } = useQuery({
    queryKey: ['channel', channelId],
    enabled: channelId !== null,
    queryFn: async () => {
      const path = { id: chat.id };
      const read = await bodyOf(intake.GET('/api/v1/intake/chats/{id}', { params: { path } }));
      return 'channel' in read ? (read.channel?.name ?? null) : null;
    },
  });
  if (!name) return null;
  return (
    <Badge variant="default" size="xs" tt="none" flex="none" maw={90}>
      {name}
    </Badge>
  );
}
