import { type BrowserUnderTest, settled } from '../test-support/browser.support.spec';
import { minutes, opened, sessionOf, storageKey, who } from '../test-support/session.support.spec';
import { pass, eachInBrowser } from '../test-support/each-in-browser.support.spec';

type Page = ReturnType<typeof opened>;

let browser: BrowserUnderTest;

eachInBrowser((own) => (browser = own));

describe('a session whose token has expired', () => {
  it('goes on when the page is opened again, or the machine wakes up', async () => {
    const page = opened(sessionOf('ann', -minutes(11 * 60)));
    expect(who(page)).toBe('ann');
    await pass(1_000);
    browser.asked[0]?.answer(201, { ...sessionOf('ann'), token: 'next' });
    await settled();
    expect(page.sessionState().session?.token).toBe('next');
    jest.setSystemTime(Date.now() + minutes(11 * 60));
    await pass(minutes(48));
    browser.asked[1]?.answer(201, { ...sessionOf('ann'), token: 'after that' });
    await settled();
    expect(page.sessionState().session?.token).toBe('after that');
  });

  it('ends by the word of the server, for a stream too', async () => {
    const page = opened(sessionOf('ann', -minutes(13 * 60)));
    const replaced = page.replaceToken('token of ann');
    await settled();
    browser.asked[0]?.answer(401, { code: 'AUTH.EXPIRED_TOKEN' });
    expect(await replaced).toBe(false);
    expect(page.sessionState()).toEqual({ session: undefined, ended: 'expired' });
  });

  it('goes on where other tabs have renewed it meanwhile, however often', async () => {
    const page = opened(sessionOf('ann', -minutes(60)));
    for (const token of ['next', 'after that'])
      browser.changedElsewhere(storageKey, JSON.stringify({ ...sessionOf('ann'), token }));
    expect(await page.replaceToken('token of ann')).toBe(true);
    browser.changedElsewhere(storageKey, JSON.stringify(sessionOf('ben')));
    expect(await page.replaceToken('token of ann')).toBe(false);
    expect(browser.asked).toHaveLength(0);
  });

  it('stays while nobody can say whether it is renewed', async () => {
    const page = opened(sessionOf('ann', -minutes(60)));
    const replaced = page.replaceToken('token of ann').catch((error: Error) => error.name);
    await settled();
    browser.asked[0]?.answer(503, {});
    expect([await replaced, who(page)]).toEqual(['Refused', 'ann']);
    await pass(5_000);
    browser.asked[1]?.answer(201, { ...sessionOf('ann'), token: 'next' });
    await settled();
    expect(await page.replaceToken('token of ann')).toBe(true);
  });
});

describe('a token that is refused', () => {
  const asked = '/api/v1/settings/me';
  const renewal = '/api/v1/settings/sessions/renew';
  const ask = (page: Page) => {
    const body = { current: 'the old one', new: 'a good password' };
    const outcome = page.settings.PUT('/api/v1/settings/me/password', { body }).then(
      () => 'answered',
      (error: Error) => error.name,
    );
    return { outcome };
  };
  const refused = async (page: Page): Promise<{ outcome: Promise<string> }> => {
    const asking = ask(page);
    await settled();
    browser.take(`${asked}/password`).answer(401, { code: 'AUTH.EXPIRED_TOKEN' });
    await settled();
    return asking;
  };

  it('is replaced, and what it was refused for is asked again: nobody notices', async () => {
    const page = opened(sessionOf('ann'));
    const { outcome } = await refused(page);
    const asksForAnother = browser.take(renewal);
    expect(asksForAnother.request.headers.get('authorization')).toBe('Bearer token of ann');
    asksForAnother.answer(201, { ...sessionOf('ann'), token: 'next' });
    await settled();
    const again = browser.take(`${asked}/password`);
    expect(again.request.headers.get('authorization')).toBe('Bearer next');
    expect(await again.request.json()).toEqual({ current: 'the old one', new: 'a good password' });
    again.answer(200, {});
    expect([await outcome, page.sessionState().session?.token]).toEqual(['answered', 'next']);
  });

  it('ends the session where it is not renewed, and only there', async () => {
    const page = opened(sessionOf('ann'));
    const first = await refused(page);
    browser.take(renewal).answer(201, { ...sessionOf('ann'), token: 'next' });
    await settled();
    browser.take(`${asked}/password`).answer(401, { code: 'AUTH.INVALID_TOKEN' });
    expect([await first.outcome, who(page)]).toEqual(['Refused', 'ann']);

    const second = await refused(page);
    browser.take(renewal).answer(401, { code: 'AUTH.EXPIRED_TOKEN' });
    expect(await second.outcome).toBe('Refused');
    expect(page.sessionState()).toEqual({ session: undefined, ended: 'expired' });
    expect(browser.asked).toHaveLength(0);
  });

  it('is renewed once for all that it was refused for, and again when the server failed', async () => {
    const page = opened(sessionOf('ann'));
    const failed = [await refused(page), await refused(page)];
    browser.take(renewal).answer(503, {});
    for (const { outcome } of failed) expect(await outcome).toBe('Refused');
    expect([who(page), browser.asked]).toEqual(['ann', []]);
    const { outcome } = await refused(page);
    browser.take(renewal).answer(201, { ...sessionOf('ann'), token: 'next' });
    await settled();
    browser.take(`${asked}/password`).answer(200, {});
    expect([await outcome, page.sessionState().session?.token]).toEqual(['answered', 'next']);
  });

  it('asks nothing in the name of who has signed in meanwhile', async () => {
    const page = opened(sessionOf('ann'));
    const { outcome } = await refused(page);
    browser.changedElsewhere(storageKey, JSON.stringify(sessionOf('ben')));
    browser.take(renewal).answer(201, { ...sessionOf('ann'), token: 'next' });
    expect([await outcome, who(page), browser.asked]).toEqual(['Refused', 'ben', []]);
  });
});
