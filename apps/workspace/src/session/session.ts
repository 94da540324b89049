import { Refused } from '@switchboard/client';
import { bodyOf, clientsFor } from '../api/clients';
import { Signal } from '../app/signal';
import type { Session } from '../api/types';

/** Why nobody is signed in any more, to be said on the sign-in page. */
export type SessionEnd = 'signed-out' | 'expired';

export interface SessionState {
  session: Session | undefined;
  ended?: SessionEnd;
}

const storageKey = 'switchboard.session';
const retryMs = 5_000;
const longestTimeoutMs = 2 ** 31 - 1;

let state: SessionState = { session: stored() };
let renewal: ReturnType<typeof setTimeout> | undefined;
const changed = new Signal<void>();

/** The services, with the token of who is signed in. A token that is refused ends the session. */
export const { intake, routing, settings } = clientsFor(
  () => state.session?.token,
  () => state.session && endSession('expired'),
);

export const sessionState = (): SessionState => state;

/** Calls back whenever somebody signs in or out, or the token was renewed. Returns how to stop that. */
export const onSessionChange = changed.listen;

/** @throws Refused for a wrong email or password, Unreachable when the server does not answer */
export async function signIn(email: string, password: string): Promise<void> {
  const body = { email, password, client: 'workspace' };
  become(await bodyOf(settings.POST('/api/v1/settings/sessions', { body })));
}

/**
 * Chooses the password of whom the one-time link is for, and signs in as them.
 * @throws Refused for a link that leads nowhere, Unreachable when the server does not answer
 */
export async function enterByLink(token: string, password: string): Promise<void> {
  const body = { token, password, client: 'workspace' };
  become(await bodyOf(settings.POST('/api/v1/settings/sign-in-links/use', { body })));
}

/** Forgets the token, in all tabs. */
export function endSession(why: SessionEnd): void {
  localStorage.removeItem(storageKey);
  change({ session: undefined, ended: why });
}

function become(session: Session): void {
  localStorage.setItem(storageKey, JSON.stringify(session));
  change({ session });
}

function change(next: SessionState): void {
  state = next;
  renewInTime();
  changed.emit();
}

function renewInTime(): void {
  clearTimeout(renewal);
  if (state.session) renewLater(Math.max(1_000, (Date.parse(state.session.expiresAt) - Date.now()) * 0.8));
}

function renewLater(ms: number): void {
  renewal = setTimeout(() => void renew(), Math.min(ms, longestTimeoutMs));
}

async function renew(): Promise<void> {
  const before = state.session;
  // Whoever has signed out or changed the account meanwhile does not come back by this answer.
  const isStill = (): boolean => state.session === before;
  try {
    const renewed = await bodyOf(settings.POST('/api/v1/settings/sessions/renew'));
    if (isStill()) become(renewed);
  } catch (error) {
    if (!isStill()) return;
    if (error instanceof Refused && !error.isPassing) endSession('expired');
    else renewLater(retryMs);
  }
}

/** Somebody who comes back to the page is still signed in, until the token expires. */
function stored(): Session | undefined {
  const text = localStorage.getItem(storageKey);
  if (text === null) return undefined;
  const session = JSON.parse(text) as Session;
  return Date.parse(session.expiresAt) > Date.now() ? session : undefined;
}

/** Begins to keep the session alive, and in step with other tabs. */
export function keepSession(): void {
  renewInTime();
  addEventListener('storage', ({ key }) => {
    if (key !== storageKey) return;
    const session = stored();
    change(session ? { session } : { session, ended: 'signed-out' });
  });
}
