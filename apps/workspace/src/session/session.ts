import { Refused, Renewal } from '@switchboard/client';
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

let state: SessionState = { session: stored() };
/** The tokens that the one of now has taken the place of, for the same account; other tabs renew it too. */
const former = new Set<string>();
const changed = new Signal<void>();
const renewal = new Renewal<Session>(renew);

/** The services, with the token of who is signed in. */
export const { intake, routing, settings } = clientsFor(tokenOfNow, replaceToken);

/** Renewing is not tried again by renewing. */
const asIs = clientsFor(tokenOfNow).settings;

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

function tokenOfNow(): string | undefined {
  return state.session?.token;
}

/**
 * Another token for one that was refused: it has expired while the machine slept or the server was away, or names a role
 * that was taken away. The server alone decides whether it is renewed; if not, the session ends.
 * @returns whether there is another token of the same account to go on with
 * @throws Refused or Unreachable where the server cannot say that now
 */
export async function replaceToken(refused: string): Promise<boolean> {
  const { session } = state;
  return session?.token === refused ? renewal.now(session) : isReplaced(refused);
}

const isReplaced = (token: string): boolean => former.has(token);

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
  const before = state.session;
  if (before && before.account.id === next.session?.account.id) former.add(before.token);
  else former.clear();
  state = next;
  renewal.plan(next.session);
  changed.emit();
}

async function renew(before: Session): Promise<boolean> {
  // Whoever has signed out or changed the account meanwhile does not come back by this answer.
  const isStill = (): boolean => state.session === before;
  try {
    const session = await bodyOf(asIs.POST('/api/v1/settings/sessions/renew'));
    if (isStill()) become(session);
  } catch (error) {
    if (!(error instanceof Refused) || error.isPassing) throw error;
    if (isStill()) endSession('expired');
  }
  return isReplaced(before.token);
}

/** Somebody who comes back to the page is still signed in, for as long as the server renews the token. */
function stored(): Session | undefined {
  const text = storage().getItem(storageKey);
  return text === null ? undefined : (JSON.parse(text) as Session);
}

/** Begins to keep the session alive, and in step with other tabs. */
export function keepSession(): void {
  renewal.plan(state.session);
  addEventListener('storage', ({ key }) => {
    if (key !== storageKey) return;
    const session = stored();
    const ended = storage().getItem(endedKey) === 'signed-out' ? 'signed-out' : 'expired';
    change(session ? { session } : { session, ended });
  });
}
