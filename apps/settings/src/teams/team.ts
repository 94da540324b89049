import type { EventData, TeamSettings } from '@switchboard/contracts';

/** A team as it is announced: the settings and whether it was removed. */
export type Team = EventData<'team.configured'>;

/** A team as its manager sees it. */
export function toTeamSettings({ removed: _, ...settings }: Team): TeamSettings {
  return settings;
}
