import { type BrowserUnderTest, settled } from '../test-support/browser.support.spec';
import { endedKey, minutes, opened, sessionOf, storageKey as key, who } from '../test-support/session.support.spec';
import { pass, eachInBrowser } from '../test-support/each-in-browser.support.spec';

let browser: BrowserUnderTest;

eachInBrowser((own) => (browser = own));

describe('a session that is kept', () => {
  it('is renewed in time after a reload too, and again after that', async () => {
    const page = opened(sessionOf('ann', minutes(30)));
    await pass(minutes(24) - 1);
    expect(browser.asked).toHaveLength(0);
    await pass(1);
    expect(browser.asked[0]?.request.headers.get('authorization')).toBe('Bearer token of ann');
    browser.asked[0]?.answer(201, { ...sessionOf('ann'), token: 'next' });
    await settled();
    expect(page.sessionState().session?.token).toBe('next');
    await pass(minutes(48));
    expect(browser.asked[1]?.request.headers.get('authorization')).toBe('Bearer next');
  });

  it('does not come back by a renewal that was under way when the agent signed out', async () => {
    const page = opened(sessionOf('ann'));
    await pass(minutes(48));
    page.endSession('signed-out');
    browser.asked[0]?.answer(201, sessionOf('ann'));
    await settled();
    expect([who(page), localStorage.getItem(key)]).toEqual([undefined, null]);
    await pass(minutes(120));
    expect(browser.asked).toHaveLength(1);
  });

  it.each([
    [201, 'answered'],
    [401, 'refused'],
  ])('is not replaced or ended where the renewal of the former account is %s (%s)', async (status) => {
    const page = opened(sessionOf('ann'));
    await pass(minutes(48));
    browser.changedElsewhere(key, JSON.stringify(sessionOf('ben')));
    browser.asked[0]?.answer(status, sessionOf('ann'));
    await settled();
    expect(who(page)).toBe('ben');
  });

  it('ends when the renewal is refused, and is tried again when the server fails', async () => {
    const page = opened(sessionOf('ann'));
    await pass(minutes(48));
    browser.asked[0]?.answer(503, {});
    await settled();
    await pass(5_000);
    browser.asked[1]?.answer(401, {});
    await settled();
    expect(page.sessionState()).toEqual({ session: undefined, ended: 'expired' });
  });
});

describe('what another tab does', () => {
  it('signs out here', async () => {
    const page = opened(sessionOf('ann'));
    const heard = jest.fn();
    page.onSessionChange(heard);
    localStorage.setItem(endedKey, 'signed-out');
    browser.changedElsewhere(key, undefined);
    expect(page.sessionState()).toEqual({ session: undefined, ended: 'signed-out' });
    expect(heard).toHaveBeenCalledTimes(1);
    await pass(minutes(120));
    expect(browser.asked).toHaveLength(0);
  });

  it('ends here for the reason that it has there: who was thrown out comes back to what was written', () => {
    const page = opened(sessionOf('ann'));
    page.endSession('signed-out');
    browser.changedElsewhere(key, JSON.stringify(sessionOf('ann')));
    localStorage.setItem(endedKey, 'expired');
    browser.changedElsewhere(key, undefined);
    expect(page.sessionState()).toEqual({ session: undefined, ended: 'expired' });
  });

  it('tells other tabs why it ends', async () => {
    const page = opened(sessionOf('ann'));
    await pass(minutes(48));
    browser.asked[0]?.answer(401, {});
    await settled();
    expect([who(page), localStorage.getItem(endedKey)]).toEqual([undefined, 'expired']);
  });

  it('signs in here, and this tab keeps that session too', async () => {
    const page = opened();
    browser.changedElsewhere(key, JSON.stringify(sessionOf('ben')));
    expect(page.sessionState()).toEqual({ session: expect.objectContaining({ account: { id: 'ben' } }) });
    await pass(minutes(48));
    expect(browser.asked[0]?.request.headers.get('authorization')).toBe('Bearer token of ben');
  });
});
