import { eventually } from '@switchboard/testing';
import type { Page } from 'playwright-core';
import { accessibilityFaults, faultsNow } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { type ForeignSite, framed, startForeignSite } from './foreign-site.support';
import { ask, assign, column, said, write } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('the widget on the page of a shop', () => {
  let at: BrowserAtWork;
  let [shop, stranger]: ForeignSite[] = [];
  let kim: Page;
  let ann: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    const { url, demo } = at.standalone;
    [shop, stranger] = [
      await startForeignSite(url, demo.publishableKey),
      await startForeignSite(url, demo.publishableKey),
    ];
    await at.allowPages(url, shop.url);
    await at.changeTeam({ method: 'manual' });
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    ann = await at.open(shop.url);
  });
  afterAll(async () => {
    for (const site of [shop, stranger]) site?.close();
    await at.end();
  });

  it('is a button that loads nothing until it is pressed, by mouse or keyboard', async () => {
    await ann.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(await ann.locator('iframe').count()).toBe(0);
    expect(await faultsNow(ann)).toEqual([]);
    await ann.keyboard.press('Tab');
    await ann.keyboard.press('Enter');
    const frame = await framed(ann);
    await frame.getByLabel('How can we help?').waitFor();
    expect(await accessibilityFaults(ann, { picture: 'widget-ask', app: frame })).toEqual([]);
    expect(await faultsNow(ann)).toEqual([]);
  });

  it('asks for an agent, who can know from which page', async () => {
    await ask(await framed(ann), 'Ann', 'Where is my order?');
    await assign(kim, 'Ann').waitFor();
    const id = await kim.locator('[data-chat]').getAttribute('data-chat');
    const { body } = await at.standalone.call('GET', `intake/chats/${id}`, await at.standalone.logIn('Kim'));
    expect(body).toMatchObject({ customer: { attributes: { page: `${shop?.url}/` } } });
  });

  it('is open after a reload as it was, and talks on', async () => {
    await assign(kim, 'Ann').click();
    await (await framed(ann)).getByText('You talk with Kim.').waitFor();
    await ann.reload();
    const frame = await framed(ann);
    await frame.getByText('You talk with Kim.').waitFor();
    await write(frame, 'Kim', 'Number 12.');
    await column(kim, 'Ann').getByText('Number 12.').waitFor();
    await write(column(kim, 'Ann'), 'Ann', 'On its way.');
    await frame.getByText('On its way.').waitFor();
    expect(await said(frame)).toEqual(['Where is my order?', 'Number 12.', 'On its way.']);
    await at.picture(ann, 'widget-chat', frame);
  });

  it('shows, while it is closed, that a message came, also on the next page, until it is opened', async () => {
    await (await framed(ann)).getByRole('button', { name: 'Close', exact: true }).click();
    await ann.getByRole('button', { name: 'Chat with us', exact: true }).waitFor();
    await write(column(kim, 'Ann'), 'Ann', 'Anything else?');
    await ann.getByRole('button', { name: 'Chat with us (1 new message)' }).waitFor();
    expect(await faultsNow(ann)).toEqual([]);
    await ann.reload();
    await ann.getByRole('button', { name: 'Chat with us (1 new message)' }).click();
    await (await framed(ann)).getByText('Anything else?').waitFor();
    await ann.getByRole('button', { name: 'Close the chat' }).press('Escape');
    await ann.getByRole('button', { name: 'Chat with us', exact: true }).waitFor();
  });

  it('fills a phone, and gives the page back', async () => {
    await ann.setViewportSize({ width: 360, height: 740 });
    await ann.getByRole('button', { name: 'Chat with us' }).click();
    const frame = await framed(ann);
    await frame.getByText('You talk with Kim.').waitFor();
    expect(await ann.locator('iframe').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    expect(await frame.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await accessibilityFaults(ann, { picture: 'widget-phone', app: frame })).toEqual([]);
    // The page behind is out of reach of the keyboard and of screen readers until then.
    expect(await ann.locator('[role=dialog][aria-modal=true]').count()).toBe(1);
    expect(await ann.evaluate('document.body.inert')).toBe(true);
    await frame.getByLabel('Message to Kim').press('Escape');
    await ann.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(await ann.evaluate('document.body.inert')).toBe(false);
    expect(at.complaints).toEqual([]);
  });

  it('is closed by Escape, but not by the one that closes a menu in it', async () => {
    await ann.setViewportSize({ width: 1280, height: 800 });
    await ann.getByRole('button', { name: 'Chat with us' }).click();
    const frame = await framed(ann);
    await frame.getByRole('button', { name: 'English' }).click();
    await frame.getByRole('menuitem', { name: 'English' }).press('Escape');
    await frame.getByRole('menu').waitFor({ state: 'detached' });
    expect(await ann.locator('[role=dialog]').isVisible()).toBe(true);
    await frame.getByRole('button', { name: 'English' }).press('Escape');
    await ann.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(await ann.locator('[role=dialog]').isVisible()).toBe(false);
  });

  it('loads nothing any more on further pages, once the chat is over and was read', async () => {
    await kim.getByRole('button', { name: 'End the chat of Ann' }).click();
    await kim.getByRole('button', { name: 'End chat' }).click();
    await (await framed(ann)).getByText('The chat has ended. Thank you.').waitFor({ state: 'attached' });
    await eventually(async () =>
      expect(await ann.evaluate('Object.values(localStorage).join()')).toContain('"hasChat":false'),
    );
    await ann.reload();
    await ann.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(await ann.locator('iframe').count()).toBe(0);
  });

  it('speaks Korean on a Korean page', async () => {
    const page = await at.open(`${shop?.url}/ko`);
    await page.getByRole('button', { name: '상담하기' }).click();
    await (await framed(page)).getByRole('button', { name: '상담 요청' }).waitFor();
    expect(at.complaints).toEqual([]);
  });

  it('runs nothing in the frame of a page that the channel does not allow, and says that it cannot be opened', async () => {
    const page = await at.open(stranger?.url);
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByText('The chat could not be opened.').waitFor();
    expect(scripts.filter((path) => !path.startsWith('/api/v1/intake/widget/'))).toEqual([]);
    expect(at.complaints.splice(0)).toEqual([expect.stringContaining('frame-ancestors')]);
  });

  it('leaves every other page of Switchboard to no frame, not even of a page that the channel allows', async () => {
    for (const path of ['/', at.customerPage, '/manager']) {
      await at.open(`${shop?.url}/framing?${encodeURIComponent(at.standalone.url + path)}`);
      expect(at.complaints.splice(0)).toEqual([expect.stringContaining('frame-ancestors')]);
    }
  });
});
