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

/**
 * Changes the agent that was read; the list is read again, whether that was refused or not. Changes of one agent wait for
 * each other, as each needs the version that the one before has made.
 */
export function useChangeAgent(id: string) {
  const { fault } = useTell();
  const client = useQueryClient();
  const { mutate } = useMutation({
    scope: { id: `agent/${id}` },
    mutationFn: (change: AgentChange) => {
      const agent = client.getQueryData<Agent[]>(agentsKey)?.find((each) => each.id === id);
      if (!agent) throw new Error('the agent was not read yet');
      const body = { version: agent.version, ...change };
      return bodyOf(settings.PATCH('/api/v1/settings/agents/{id}', { params: { path: { id } }, body }));
    },
    onSuccess: (changed) =>
      client.setQueryData<Agent[]>(agentsKey, (agents) => agents?.map((each) => (each.id === id ? changed : each))),
    onError: fault,
    onSettled: () => client.invalidateQueries({ queryKey: agentsKey }),
  });
  return mutate;
}
