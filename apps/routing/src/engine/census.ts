import type { Census } from '@switchboard/routing-domain';

/** The census as it stands in columns of the team's row. */
export interface CensusRow {
  readonly free: number;
  readonly full: number;
  readonly busy: number;
  readonly hidden: number;
  readonly disconnected: number;
  readonly inactive: number;
}

/** Part of a SELECT from `team`. */
export const CENSUS_COLUMNS = `
  free_agents AS free, full_agents AS "full", busy_agents AS busy, hidden_agents AS hidden,
  disconnected_agents AS disconnected, inactive_agents AS inactive`;

/** $1 team: counts its agents anew, after a statement that changed agents which no one has read. */
export const RECOUNT = `
  UPDATE team SET free_agents = counted.free, full_agents = counted."full", busy_agents = counted.busy,
    hidden_agents = counted.hidden, disconnected_agents = counted.disconnected, inactive_agents = counted.inactive
  FROM (
    SELECT count(*) FILTER (WHERE eligible AND active_chats < capacity) AS free,
      count(*) FILTER (WHERE eligible AND active_chats >= capacity) AS "full",
      count(*) FILTER (WHERE active AND connected AND availability = 'busy') AS busy,
      count(*) FILTER (WHERE active AND connected AND availability = 'hidden') AS hidden,
      count(*) FILTER (WHERE active AND NOT connected) AS disconnected,
      count(*) FILTER (WHERE NOT active) AS inactive
    FROM agent WHERE team_id = $1) AS counted
  WHERE id = $1`;

export const toCensus = ({ free, full, busy, hidden, disconnected, inactive }: CensusRow): Census => ({
  free,
  full,
  busy,
  hidden,
  disconnected,
  inactive,
});
