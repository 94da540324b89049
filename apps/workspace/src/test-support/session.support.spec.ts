type SessionModule = typeof import('../session/session');

export const storageKey = 'switchboard.session';
export const endedKey = 'switchboard.session.ended';
export const minutes = (count: number): number => count * 60_000;

/** An account's session, with as long to go. */
export const sessionOf = (name: string, left = minutes(60)) => ({
  token: `token of ${name}`,
  expiresAt: new Date(Date.now() + left).toISOString(),
  account: { id: name },
});

export const who = (of: SessionModule) => of.sessionState().session?.account.id;

/** A page is opened: what was stored before is all that it knows. */
export function opened(stored?: object): SessionModule {
  if (stored) localStorage.setItem(storageKey, JSON.stringify(stored));
  let page: SessionModule | undefined;
  jest.isolateModules(() => (page = jest.requireActual<SessionModule>('../session/session')));
  if (!page) throw new Error('unreachable');
  page.keepSession();
  return page;
}
