import type { Account } from '@switchboard/contracts';
import type { Broker } from '@switchboard/messaging';
import type { ServiceOptions } from '@switchboard/runtime';

/** Told of every log-in, after it succeeded. `client` is what the program called itself. */
export type OnSession = (account: Account, client: string | undefined) => void;

export interface SettingsOptions extends ServiceOptions<Broker> {
  /** Standalone stops its demo agent when a person logs in as that agent. */
  onSession?: OnSession;
  /** Overrides of the limits on log-ins, for tests. */
  loginLimits?: Partial<LoginLimits>;
}

export interface LoginLimits {
  perAccount: number;
  perAddress: number;
  windowSeconds: number;
}

export const defaultLoginLimits: LoginLimits = { perAccount: 10, perAddress: 100, windowSeconds: 15 * 60 };

export const ON_SESSION = Symbol('OnSession');
export const LOGIN_LIMITS = Symbol('LoginLimits');
