import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { bodyOf } from '../../api/clients';
import { routing } from '../../session/session';
import { useFeed } from '../board/board-context';
import { countAfterEnds, teamNowKey } from './count-after-ends';

const atMidnightMs = 60_000;

/** How many of the team's chats wait, and have ended today. Routing counts, because it knows them all, and when the day begins. */
export function useTeamNow() {
  const feed = useFeed();
  const client = useQueryClient();
  useEffect(() => countAfterEnds(feed.followed, client), [feed, client]);
  const { data } = useQuery({
    queryKey: teamNowKey,
    queryFn: () => bodyOf(routing.GET('/api/v1/routing/statistics/now')),
    refetchInterval: atMidnightMs,
  });
  return data;
}
