import type { Account as AccountView, AgentSettings } from '@switchboard/contracts';

type TeamRole = AgentSettings['roles'][number];

/** An account that belongs to a team: a manager, an agent, or both. Agent id = account id. */
export interface Member {
  id: string;
  teamId: string;
  email: string;
  name: string;
  roles: TeamRole[];
  /** Null means the team's default. */
  capacity: number | null;
  active: boolean;
  /** How often a password was chosen or given: 0 while nobody can log in, because the invitation is open. */
  passwordVersion: number;
  /** When the open sign-in link ends; null where there is none. */
  linkUntil: Date | null;
  version: number;
  removed: boolean;
}

/** An account of those who run Switchboard. */
export interface Operator extends Omit<Member, 'teamId' | 'roles'> {
  teamId: null;
  roles: ['operator'];
}

export type Account = Member | Operator;

/** An agent as the manager sees it. */
export function toAgentSettings({ removed: _, passwordVersion, linkUntil, ...settings }: Member): AgentSettings {
  return { ...settings, invited: passwordVersion === 0, linkUntil: linkUntil?.toISOString() ?? null };
}

/** An account as its holder sees it. */
export function toAccountView({ id, name, email, teamId, roles }: Account): AccountView {
  return { id, name, email, teamId, roles: [...roles] };
}

/** Roles in one order, so that equal sets are equal lists. */
export function inOrder(roles: readonly TeamRole[]): TeamRole[] {
  return (['manager', 'agent'] as const).filter((role) => roles.includes(role));
}
