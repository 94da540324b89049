import type { TeamSettings } from '@switchboard/contracts';

/** A team as it is kept: what its manager sees, and whether it was removed. */
export type Team = TeamSettings & { removed: boolean };

/** A team as its manager sees it. */
export function toTeamSettings({ removed: _, ...settings }: Team): TeamSettings {
  return settings;
}
