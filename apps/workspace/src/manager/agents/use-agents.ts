import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTell } from '../../app/use-tell';
import { bodyOf, everyItem } from '../../api/clients';
import type { components } from '../../api/generated/settings';
import { settings } from '../../session/session';

export type Agent = components['schemas']['AgentDto'];
export type AgentChange = Omit<components['schemas']['ChangeAgentDto'], 'version'>;

/** The settings' list of agents in the query cache. */
export const agentsKey = ['settings', 'agents'] as const;

/** Everybody in the team, as it was when the page was opened. */
export function useAgents() {
  return useQuery({
    queryKey: agentsKey,
    queryFn: () => everyItem((query) => settings.GET('/api/v1/settings/agents', { params: { query } })),
    staleTime: 0,
  });
}

/** Changes the agent that was read; the list is read again, whether that was refused or not. */
export function useChangeAgent({ id, version }: Agent) {
  const { fault } = useTell();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (change: AgentChange) =>
      bodyOf(
        settings.PATCH('/api/v1/settings/agents/{id}', { params: { path: { id } }, body: { version, ...change } }),
      ),
    onError: fault,
    onSettled: () => client.invalidateQueries({ queryKey: agentsKey }),
  });
  return mutate;
}
