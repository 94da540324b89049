import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf } from '../api/clients';
import type { components } from '../api/generated/settings';
import { settings } from '../session/session';
import { useAccount } from '../session/use-session';

export type Team = components['schemas']['TeamDto'];
export type TeamChange = Omit<components['schemas']['ChangeTeamDto'], 'version'>;

const teamKey = ['team'] as const;

/** The team's settings, as they were when the page was opened. */
export function useTeam() {
  const id = useAccount().teamId ?? '';
  return useQuery({
    queryKey: teamKey,
    queryFn: () => bodyOf(settings.GET('/api/v1/settings/teams/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });
}

/** Changes the settings that were read; when somebody else was faster the change is refused, and they are read again. */
export function useChangeTeam(team: Team | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: TeamChange) => {
      if (!team) throw new Error('the team was not read yet');
      const params = { path: { id: team.id } };
      return bodyOf(
        settings.PATCH('/api/v1/settings/teams/{id}', { params, body: { version: team.version, ...change } }),
      );
    },
    onSuccess: (changed) => client.setQueryData(teamKey, changed),
    onError: () => client.invalidateQueries({ queryKey: teamKey }),
  });
}
