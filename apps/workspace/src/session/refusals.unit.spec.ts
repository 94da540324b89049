import { type BrowserUnderTest, settled } from '../test-support/browser.support.spec';
import { opened, sessionOf, who } from '../test-support/session.support.spec';
import { eachInBrowser } from '../test-support/each-in-browser.support.spec';

type Page = ReturnType<typeof opened>;

let browser: BrowserUnderTest;

eachInBrowser((own) => (browser = own));

describe('a password that is changed', () => {
  const path = '/api/v1/settings/me/password';
  const change = (page: Page) => {
    const outcome = page.changePassword('the old one', 'a good password').then(
      () => 'changed',
      (error: { problem?: { code?: string } }) => error.problem?.code,
    );
    return { outcome };
  };

  it('leaves the session as it was where the current one was wrong, however often', async () => {
    const page = opened(sessionOf('ann'));
    for (let attempt = 0; attempt < 3; attempt++) {
      const { outcome } = change(page);
      await settled();
      browser.take(path).answer(401, { code: 'AUTH.INVALID_CREDENTIALS' });
      expect(await outcome).toBe('AUTH.INVALID_CREDENTIALS');
    }
    await settled();
    expect(browser.asked).toHaveLength(0);
    expect(page.sessionState().session?.token).toBe('token of ann');
  });

  it('goes on with the session that it brings, unless whoever changed it has signed out meanwhile', async () => {
    const page = opened(sessionOf('ann'));
    const first = change(page);
    await settled();
    const asked = browser.take(path);
    expect(await asked.request.json()).toEqual({ current: 'the old one', new: 'a good password' });
    asked.answer(200, { ...sessionOf('ann'), token: 'next' });
    expect([await first.outcome, page.sessionState().session?.token]).toEqual(['changed', 'next']);

    const second = change(page);
    await settled();
    page.endSession('signed-out');
    browser.take(path).answer(200, { ...sessionOf('ann'), token: 'late' });
    expect([await second.outcome, who(page)]).toEqual(['changed', undefined]);
  });
});

describe('a one-time link', () => {
  const used = '/api/v1/settings/sign-in-links/use';
  const entry = { token: 'x', email: 'ann@example.com', password: 'a good password' };
  const enter = (page: Page, isAgain: boolean) => {
    const outcome = page.enterByLink({ ...entry, isAgain }).then(
      () => 'entered',
      (error: { problem?: { code?: string } }) => error.problem?.code,
    );
    return { outcome };
  };
  const gone = { code: 'SIGN_IN_LINK.NOT_FOUND', title: 'Gone', status: 404 };

  it('that was used by a try without an answer signs in by the password which that chose', async () => {
    const page = opened();
    const { outcome } = enter(page, true);
    await settled();
    browser.take(used).answer(404, gone);
    await settled();
    const signIn = browser.take('/api/v1/settings/sessions');
    expect(await signIn.request.json()).toMatchObject({ email: entry.email, password: entry.password });
    signIn.answer(201, sessionOf('ann'));
    expect([await outcome, who(page)]).toEqual(['entered', 'ann']);
  });

  it('that leads nowhere at the first try does not', async () => {
    const page = opened();
    const { outcome } = enter(page, false);
    await settled();
    browser.take(used).answer(404, gone);
    expect(await outcome).toBe('SIGN_IN_LINK.NOT_FOUND');
    expect(browser.asked).toHaveLength(0);
  });
});
