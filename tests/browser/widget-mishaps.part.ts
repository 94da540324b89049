import type { Browsers } from './browsers.support';
import { type ForeignSite, framed, startForeignSite } from './foreign-site.support';
import { ask } from './workspace.support';

/** The widget where something is in its way, on the pages of a shop that the team's channel allows. */
export function widgetMishaps(started: () => Browsers): void {
  let at: Browsers;
  let shop: ForeignSite;
  beforeAll(async () => {
    at = started();
    shop = await startForeignSite(at.url, at.publishableKey);
    await at.allowPages(at.url, shop.url);
  });
  afterAll(() => shop?.close());

  it('tries again, when it is asked to, after its page could not be loaded', async () => {
    const page = await at.open(shop.url);
    await page.route('**/intake/widget/**', (route) => route.abort(), { times: 1 });
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByRole('status').filter({ hasText: 'The chat could not be opened.' }).waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
    const again = page.getByRole('button', { name: 'Try again' });
    await again.press('Enter');
    await (await framed(page)).getByLabel('How can we help?').waitFor();
    expect(await again.isVisible()).toBe(false);
  });

  it('leaves the way out on a phone where the rest of its page could not be loaded, and tries again', async () => {
    const page = await at.open(shop.url, 360, 740);
    await page.route('**/assets/show-embedded-*.js', (route) => route.abort());
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByRole('status').filter({ hasText: 'The chat could not be opened.' }).waitFor();
    await page.getByRole('button', { name: 'Close the chat' }).click();
    await page.unroute('**/assets/show-embedded-*.js');
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await (await framed(page)).getByLabel('How can we help?').waitFor();
    expect(await page.getByRole('button', { name: 'Close the chat' }).count()).toBe(0);
    expect(at.complaints.splice(0)).toEqual([expect.stringContaining('show-embedded')]);
  });

  it('gives a phone back where its page fails while it is drawn, and goes on with the chat when asked to', async () => {
    const page = await at.open(shop.url, 360, 740);
    const messages = /\/chats\/[^/]+\/messages/;
    const unreadable = { items: [{ seq: 0 }], read: {}, nextCursor: null };
    await page.route(messages, (route) => route.fulfill({ json: unreadable }));
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await ask(await framed(page), 'Cho', 'Is it open?');
    await page.getByRole('status').filter({ hasText: 'The chat could not be opened.' }).waitFor();
    expect(await page.getByRole('button', { name: 'Close the chat' }).isVisible()).toBe(true);
    await page.unroute(messages);
    await page.getByRole('button', { name: 'Try again' }).click();
    await (await framed(page)).getByText('Is it open?').waitFor();
    expect(at.complaints.splice(0)).not.toEqual([]);
  });

  it('opens on a page that takes nothing from others unless it says that it is for them', async () => {
    const page = await at.open(`${shop.url}/isolated`);
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await (await framed(page)).getByLabel('How can we help?').waitFor();
    expect(at.complaints).toEqual([]);
  });

  it('stays when the page exchanges its body', async () => {
    const page = await at.open(shop.url);
    const button = page.getByRole('button', { name: 'Chat with us' });
    await button.waitFor();
    await page.evaluate(`document.body.replaceWith(document.createElement('body'))`);
    expect(await button.isVisible()).toBe(true);
  });

  it('says its own language, as the page may be in one that it does not speak', async () => {
    const page = await at.open(`${shop.url}/ko`);
    await page.getByRole('button', { name: '상담하기' }).waitFor();
    expect(await page.locator('switchboard-widget').getAttribute('lang')).toBe('ko');
  });

  it('tells agents no page where it was told none, its own address holding the key of the channel', async () => {
    const address = `${at.url}/api/v1/intake/widget/${at.publishableKey}`;
    const page = await at.open(`${shop.url}/framing?${encodeURIComponent(address)}`);
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/chats'));
    await ask(await framed(page), 'Ben', 'Is there a lift?');
    const { customer } = (await asked).postDataJSON() as { customer: { name: string; attributes: object } };
    expect(customer).toMatchObject({ name: 'Ben', attributes: {} });
    expect(JSON.stringify(customer)).not.toContain('pk_');
  });
}
