import { Problem, type AccountPrincipal, type Principal } from '@switchboard/runtime';

/** An account that belongs to a team. Everything it reads or changes is scoped by it. */
export interface Member extends AccountPrincipal {
  readonly teamId: string;
}

/** The caller as a member of a team. Throws 403 for operators, who belong to none, and for customers. */
export function memberOf(principal: Principal): Member {
  if (principal.kind !== 'account' || principal.teamId === null) throw new Problem('AUTH.FORBIDDEN');
  return { ...principal, teamId: principal.teamId };
}
