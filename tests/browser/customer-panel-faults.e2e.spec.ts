import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { about, focused, leeWithAnn, newTag, panel, saved, section, tagsOf } from './customer-panel.support';
import { Line } from './line.support';
import { assign } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('the customer panel, when something fails,', () => {
  let at: BrowserAtWork;
  let lee: Page;
  let ann: { chatId: string };
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    ({ lee, ann } = await leeWithAnn(at));
  });
  afterAll(() => at.end());

  it('says what could not be read, and reads it when asked again', async () => {
    await lee.route('**/notes?*', (route) => route.abort());
    await lee.keyboard.press('Alt+I');
    await panel(lee).waitFor({ state: 'detached' });
    await about(lee, 'Ann').click();
    const notes = section(lee, 'Notes');
    await notes.getByText('The server does not answer. Check your connection and try again.').first().waitFor();
    await notes.getByText(/^No notes yet/).waitFor();
    await lee.unroute('**/notes?*');
    await notes.getByRole('button', { name: 'Try again' }).click();
    await notes.getByRole('alert').waitFor({ state: 'detached' });
    await notes.getByText(/^No notes yet/).waitFor();
  });

  it('keeps what is half typed, and the focus, while the customer cannot be read again', async () => {
    const address = new RegExp(`/intake/chats/${ann.chatId}(/tags/.*)?$`);
    await lee.route(address, (route) => route.abort());
    await newTag(lee).fill('Lost');
    await newTag(lee).press('Enter');
    await newTag(lee).pressSequentially('half a t');
    const alert = panel(lee).getByRole('alert', { name: 'The customer cannot be read.' });
    await alert.waitFor();
    expect([await newTag(lee).inputValue(), await focused(lee)]).toEqual([
      'half a t',
      expect.stringMatching(/^<input/),
    ]);
    await lee.unroute(address);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    await tagsOf(lee).waitFor({ state: 'detached' });
  });

  it('takes no tag from who only goes on, nor one that nobody could read', async () => {
    await newTag(lee).fill('half');
    await lee.keyboard.press('Tab');
    await newTag(lee).fill('..');
    await section(lee, 'Tags')
      .getByText(/^A tag is one line of at most 40 characters/)
      .waitFor();
    await newTag(lee).press('Enter');
    const added = saved(lee, 'PUT', /\/tags\/Lost$/);
    await newTag(lee).fill('Lost');
    await newTag(lee).press('Enter');
    await added;
    await lee.getByRole('button', { name: 'Remove the tag Lost', exact: true }).waitFor();
    expect(await tagsOf(lee).count()).toBe(1);
    expect(await lee.getByText('Something went wrong').count()).toBe(0);
  });

  it('takes nothing else away where its code cannot be loaded, and is loaded when asked again', async () => {
    const kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    await kim.route('**/assets/CustomerPanel-*.js', (route) => route.abort());
    await kim.keyboard.press('Alt+I');
    const alert = kim.getByRole('alert', { name: 'The customer panel cannot be loaded.' });
    await alert.waitFor();
    await kim.getByRole('heading', { name: 'Waiting list' }).waitFor();
    expect(await accessibilityFaults(kim, { picture: 'customer-panel-not-loaded' })).toEqual([]);
    await kim.getByRole('button', { name: 'Hide the customer' }).click();
    await alert.waitFor({ state: 'detached' });
    await kim.setViewportSize({ width: 360, height: 740 });
    await kim.keyboard.press('Alt+I');
    const dialog = kim.getByRole('dialog', { name: 'Customer' });
    await dialog.getByRole('alert').waitFor();
    await kim.unroute('**/assets/CustomerPanel-*.js');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByText(/^Turn to a chat/).waitFor();
    await kim.close();
  });

  it('knows after a cut line how long somebody waited who was taken meanwhile', async () => {
    const line = await Line.to(at.url);
    const kim = await at.signedIn('Kim', line.url);
    await kim.getByText('Connected', { exact: true }).waitFor();
    const known = lee.waitForResponse((answer) => answer.url().endsWith('/availability') && answer.ok());
    await lee.getByText('Busy', { exact: true }).click();
    await known;
    await at.requestChatOf({ id: 'bea-1', name: 'Bea' }, 'Hello');
    await about(kim, 'Bea').click();
    await panel(kim).getByText('Waits for').waitFor();
    await kim.route('**/decisions', (route) => route.abort());
    const failed = () => kim.waitForEvent('requestfailed', (request) => request.url().endsWith('/decisions'));
    const first = failed();
    await assign(lee, 'Bea').click();
    await first;
    // The one more try that the page makes by itself.
    await failed();
    await kim.unroute('**/decisions');
    line.cut();
    await kim.getByText(/^Connection lost/).waitFor();
    line.mend();
    await panel(kim).getByText('Waited', { exact: true }).waitFor();
    await kim.close();
    line.close();
  });
});
