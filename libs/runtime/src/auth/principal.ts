export type AccountRole = 'operator' | 'manager' | 'agent';

/** Everyone a route can be opened to by @Roles. Channels are not among them: intake checks their keys itself. */
export type Role = AccountRole | 'customer';

export interface AccountPrincipal {
  kind: 'account';
  accountId: string;
  /** Null for operators, who belong to no team. */
  teamId: string | null;
  roles: AccountRole[];
  name: string;
  /** How often the account's password had been set when the token was issued. */
  passwordVersion: number;
  /** Seconds since 1970, when the token and every stream opened with it end. */
  expiresAt: number;
}

export interface CustomerPrincipal {
  kind: 'customer';
  teamId: string;
  chatId: string;
  customerId: string;
  expiresAt: number;
}

export type Principal = AccountPrincipal | CustomerPrincipal;

/** The roles a principal has for @Roles. */
export function rolesOf(principal: Principal): readonly Role[] {
  return principal.kind === 'customer' ? ['customer'] : principal.roles;
}
