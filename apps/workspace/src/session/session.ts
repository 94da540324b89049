import { Refused } from '@switchboard/client';
import { bodyOf, clientsFor } from '../api/clients';
import { browserStorage } from '../app/browser-storage';
import { Signal } from '../app/signal';
import type { Session } from '../api/types';

/** Why nobody is signed in any more, to be said on the sign-in page. */
export type SessionEnd = 'signed-out' | 'expired';

export interface SessionState {
  session: Session | undefined;
  ended?: SessionEnd;
}

const storageKey = 'switchboard.session';
const endedKey = 'switchboard.session.ended';
const storage = () => browserStorage('localStorage');
const retryMs = 5_000;
const longestTimeoutMs = 2 ** 31 - 1;

let state: SessionState = { session: stored() };
let renewal: ReturnType<typeof setTimeout> | undefined;
let renewing: Session | undefined;
/** What took the place of a session whose token was refused. */
let mended: Session | undefined;
const changed = new Signal<void>();

/** The services, with the token of who is signed in. */
export const { intake, routing, settings } = clientsFor(() => state.session?.token, mend);

export const sessionState = (): SessionState => state;

/** Calls back whenever somebody signs in or out, or the token was renewed. Returns how to stop that. */
export const onSessionChange = changed.listen;

/** @throws Refused for a wrong email or password, Unreachable when the server does not answer */
export async function signIn(email: string, password: string): Promise<void> {
  const body = { email, password, client: 'workspace' };
  become(await bodyOf(settings.POST('/api/v1/settings/sessions', { body })));
}

export interface LinkEntry {
  token: string;
  /** Of whom the link is for. */
  email: string;
  password: string;
  /** An earlier try was left without an answer: the password may be chosen already, and the link used up with that. */
  isAgain: boolean;
}

/**
 * Chooses the password of whom the one-time link is for, and signs in as them.
 * @throws Refused for a link that leads nowhere, Unreachable when the server does not answer
 */
export async function enterByLink({ token, email, password, isAgain }: LinkEntry): Promise<void> {
  const body = { token, password, client: 'workspace' };
  try {
    become(await bodyOf(settings.POST('/api/v1/settings/sign-in-links/use', { body })));
  } catch (error) {
    const isUsedUp = error instanceof Refused && error.problem.code === 'SIGN_IN_LINK.NOT_FOUND';
    if (!isAgain || !isUsedUp) throw error;
    await signIn(email, password);
  }
}

/**
 * Another password for who is signed in; whatever else goes on with the one before ends.
 * @throws Refused for a wrong current password, Unreachable when the server does not answer
 */
export async function changePassword(current: string, chosen: string): Promise<void> {
  const session = await bodyOf(settings.PUT('/api/v1/settings/me/password', { body: { current, new: chosen } }));
  // As by a renewal, nobody comes back who has signed out meanwhile.
  if (state.session?.account.id === session.account.id) become(session);
}

/** A token may be refused because it names a role that was taken away: a new one does not. If that is refused as well, it is over. */
function mend(): void {
  const refused = state.session;
  if (!refused || refused === renewing) return;
  if (refused === mended) endSession('expired');
  else void renew().then((renewed) => (mended = renewed));
}

/** Forgets the token, in all tabs, and tells them why. */
export function endSession(why: SessionEnd): void {
  storage().setItem(endedKey, why);
  storage().removeItem(storageKey);
  change({ session: undefined, ended: why });
}

function become(session: Session): void {
  storage().setItem(storageKey, JSON.stringify(session));
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

/** @returns the session that has taken the place of the one before; undefined where none has */
async function renew(): Promise<Session | undefined> {
  const before = state.session;
  renewing = before;
  // Whoever has signed out or changed the account meanwhile does not come back by this answer.
  const isStill = (): boolean => state.session === before;
  try {
    const renewed = await bodyOf(settings.POST('/api/v1/settings/sessions/renew'));
    if (!isStill()) return undefined;
    become(renewed);
    return renewed;
  } catch (error) {
    if (!isStill()) return undefined;
    if (error instanceof Refused && !error.isPassing) endSession('expired');
    else renewLater(retryMs);
    return undefined;
  } finally {
    if (renewing === before) renewing = undefined;
  }
}

/** Somebody who comes back to the page is still signed in, until the token expires. */
function stored(): Session | undefined {
  const text = storage().getItem(storageKey);
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
    const ended = storage().getItem(endedKey) === 'signed-out' ? 'signed-out' : 'expired';
    change(session ? { session } : { session, ended });
  });
}
