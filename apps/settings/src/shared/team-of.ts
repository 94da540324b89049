import { type Principal, Problem } from '@switchboard/runtime';

/** The one team that a manager may see and change. Throws Problem AUTH.FORBIDDEN for who belongs to none. */
export function teamOf(principal: Principal): string {
  if (principal.teamId === null) throw new Problem('AUTH.FORBIDDEN');
  return principal.teamId;
}

/** Throws Problem TEAM.NOT_FOUND for another team, as for one that does not exist. */
export function assertOwnTeam(principal: Principal, teamId: string): void {
  if (principal.teamId !== teamId) throw new Problem('TEAM.NOT_FOUND');
}
