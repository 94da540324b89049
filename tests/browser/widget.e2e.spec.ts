import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults, faultsNow } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { type ForeignSite, startForeignSite } from './foreign-site.support';
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

  /** The page in the widget's frame. */
  async function framed(page: Page): Promise<Frame> {
    const element = await page.locator('iframe').elementHandle();
    return (await element?.contentFrame()) as Frame;
  }

  it('is a button that loads nothing until it is pressed, by mouse or keyboard', async () => {
    await ann.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(await ann.locator('iframe').count()).toBe(0);
    expect(await faultsNow(ann)).toEqual([]);
    await ann.keyboard.press('Tab');
    await ann.keyboard.press('Enter');
    const frame = await framed(ann);
    await frame.getByLabel('How can we help?').waitFor();
    expect(await accessibilityFaults(ann, frame)).toEqual([]);
    expect(await faultsNow(ann)).toEqual([]);
    await at.picture(ann, 'widget-ask', frame);
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
    expect(await accessibilityFaults(ann, frame)).toEqual([]);
    await at.picture(ann, 'widget-phone', frame);
    await frame.getByRole('button', { name: 'Close', exact: true }).click();
    await ann.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(at.complaints).toEqual([]);
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
    await page.getByText('The chat cannot be opened on this page.').waitFor();
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
