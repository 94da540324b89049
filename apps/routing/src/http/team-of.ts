import type { Actor } from '@switchboard/routing-domain';
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

/** The member as who did something: a manager may move and end any chat of the team, an agent only the own ones. */
export const actorOf = ({ accountId, name, roles }: Member): Actor & { readonly id: string } => ({
  kind: roles.includes('manager') ? 'manager' : 'agent',
  id: accountId,
  name,
});
