import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';

jest.setTimeout(240_000);

describeInBrowser('a message that is left while nobody is available', () => {
  let at: BrowserAtWork;
  let [kim, lee]: Page[] = [];
  let ann: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ leftMessage: { outsideHours: false, nobodyAvailable: true } });
    [kim, lee] = [await at.signedIn('Kim', '/check'), await at.signedIn('Lee', '/check')];
    ann = await at.open(at.customerPage, 360, 740);
  });
  afterAll(() => at.end());
  const both = (): [Page, Page] => [kim as Page, lee as Page];

  it('is announced to the customer as what it is', async () => {
    for (const page of both()) await page.getByText('No message is left to answer.').waitFor();
    await ann.getByLabel('How can we help?').fill('Do you ship to Jeju?');
    await ann.getByRole('button', { name: 'Ask for an agent' }).click();
    await ann.getByText('Nobody can answer right now.').waitFor();
  });

  it('stands under Check for all agents; who takes it second reads who was first', async () => {
    const [kim, lee] = both();
    for (const page of both()) await page.getByText('Do you ship to Jeju?').waitFor();
    expect(await accessibilityFaults(kim)).toEqual([]);
    const answer = await held(lee, '**/api/v1/routing/messages?*'); // or Lee would read that Kim has it
    await kim.getByRole('button', { name: 'Take' }).focus();
    await kim.keyboard.press('Enter');
    await kim.getByText('Taken by you').waitFor();
    // The keyboard is where the work goes on.
    await kim.getByRole('button', { name: 'Close …' }).and(kim.locator(':focus')).waitFor();
    await lee.getByRole('button', { name: 'Take' }).click();
    await lee.getByText(/^Kim has taken the message of/).waitFor();
    answer();
    await lee.getByText('Taken by Kim').waitFor();
    // By which the customer may be reached.
    await lee.getByText(/^Page: http.*\/chat/).waitFor();
    await at.picture(kim, 'check');
  });

  const add = async (text: string): Promise<void> => {
    await ann.getByRole('textbox', { name: 'Message to the team' }).fill(text);
    await ann.keyboard.press('Enter');
    await ann.getByRole('log').getByText(text).waitFor();
    await ann.locator('[data-delivery]').waitFor({ state: 'detached' });
  };

  it('is read with what the customer adds, by whoever has it or opens it', async () => {
    const [kim, lee] = both();
    await add('And to Udo?');
    await lee.getByRole('button', { name: 'Read all that was left' }).click();
    await lee.getByRole('log').getByText('And to Udo?').waitFor();
    await add('By Friday?');
    await comesBack(kim);
    await kim.getByRole('log').getByText('By Friday?').waitFor();
    expect(await accessibilityFaults(kim)).toEqual([]);
  });

  it('that was taken is offered to nobody who comes back to the page, though nothing tells of it', async () => {
    const [kim, lee] = both();
    const max = await at.open(at.customerPage, 360, 740);
    await max.getByLabel('How can we help?').fill('Do you buy used ones?');
    await max.getByRole('button', { name: 'Ask for an agent' }).click();
    await kim.getByRole('button', { name: 'Take' }).click();
    await kim.getByRole('button', { name: 'Take' }).waitFor({ state: 'detached' });
    await comesBack(lee);
    await lee.getByRole('button', { name: 'Take' }).waitFor({ state: 'detached' });
    expect(await lee.getByText('Taken by Kim').count()).toBe(2);
    await closes(kim, 'Do you buy used ones?', 'Written to.');
    await kim.getByText('Do you buy used ones?').waitFor({ state: 'detached' });
    await max.context().close();
  });

  it('is closed by who has it or a manager, who takes none', async () => {
    const manager = await at.signedIn('Manager', '/check');
    await manager.getByRole('button', { name: 'Close …' }).waitFor();
    expect(await manager.getByRole('button', { name: 'Take' }).count()).toBe(0);
    expect(await both()[1].getByRole('button', { name: 'Close …' }).count()).toBe(0);
    expect(await manager.title()).toBe('Left messages · Switchboard');
    await manager.context().close();
  });

  it('is closed with a note, which the customer notices, once all that was added has been shown', async () => {
    const [kim] = both();
    await add('Or by Monday?');
    await kim.getByRole('button', { name: 'Close …' }).click();
    await kim.getByLabel('Session note').fill('Answered by mail: yes.');
    await kim.getByRole('button', { name: 'Close message' }).click();
    const added = kim.getByRole('dialog').getByRole('alert');
    await added.getByText('Or by Monday?').waitFor();
    expect(await added.getByText('By Friday?').count()).toBe(0);
    expect(await accessibilityFaults(kim)).toEqual([]);
    await kim.getByRole('button', { name: 'Close message' }).focus();
    await kim.keyboard.press('Enter');
    for (const page of both()) await page.getByText('No message is left to answer.').waitFor();
    expect(await kim.locator(':focus').getByRole('heading', { name: 'Left messages' }).count()).toBe(1);
    await ann.getByText('Your message was dealt with.').waitFor();
    expect(at.complaints).toEqual([]);
  });
});

/** Closes the message with these words in it. */
async function closes(page: Page, text: string, note: string): Promise<void> {
  const message = page.locator('[data-message]').filter({ hasText: text });
  await message.getByRole('button', { name: 'Close …' }).click();
  await page.getByLabel('Session note').fill(note);
  await page.getByRole('button', { name: 'Close message' }).click();
}

/** As if the tab had been out of sight. */
const comesBack = (page: Page): Promise<unknown> =>
  page.evaluate(`document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`);

/** Keeps the page's requests waiting until the returned function is called. */
async function held(page: Page, url: string): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(url, (route) => released.then(() => route.continue()));
  return release;
}
