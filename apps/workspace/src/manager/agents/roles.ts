import type { Agent } from './use-agents';

type Roles = Agent['roles'];

/** The roles that an account of a team may have, as one choice. */
export const roleChoices = ['agent', 'manager', 'both'] as const;
export type RoleChoice = (typeof roleChoices)[number];

const rolesOf: Record<RoleChoice, Roles> = { agent: ['agent'], manager: ['manager'], both: ['manager', 'agent'] };

/** The roles of what was chosen; an agent's where nothing was. */
export function chosenRoles(choice: string | null): Roles {
  return [...rolesOf[roleChoices.find((each) => each === choice) ?? 'agent']];
}

export function choiceOf(roles: Roles): RoleChoice {
  return roles.includes('manager') ? (roles.includes('agent') ? 'both' : 'manager') : 'agent';
}
