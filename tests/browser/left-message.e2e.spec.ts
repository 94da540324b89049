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
    await kim.getByRole('button', { name: 'Take' }).click();
    await kim.getByText('Taken by you').waitFor();
    await lee.getByRole('button', { name: 'Take' }).click();
    await lee.getByText(/^Kim has taken the message of/).waitFor();
    await lee.getByText('Taken by Kim').waitFor();
    // By which the customer may be reached.
    await lee.getByText(/^Page: http.*\/chat/).waitFor();
    await at.picture(kim, 'check');
  });

  it('is read with what the customer adds, by whoever has it or opens it', async () => {
    const [kim, lee] = both();
    const add = async (text: string): Promise<void> => {
      await ann.getByRole('textbox', { name: 'Message to the team' }).fill(text);
      await ann.keyboard.press('Enter');
      await ann.getByRole('log').getByText(text).waitFor();
      await ann.locator('[data-delivery]').waitFor({ state: 'detached' });
    };
    await add('And to Udo?');
    await lee.getByRole('button', { name: 'Read all that was left' }).click();
    await lee.getByRole('log').getByText('And to Udo?').waitFor();
    await add('By Friday?');
    await kim.getByRole('button', { name: 'Show less' }).click();
    await kim.getByRole('button', { name: 'Read all that was left' }).click();
    await kim.getByRole('log').getByText('By Friday?').waitFor();
    expect(await accessibilityFaults(kim)).toEqual([]);
  });

  it('is closed by who has it or a manager, who takes none', async () => {
    const manager = await at.signedIn('Manager', '/check');
    await manager.getByRole('button', { name: 'Close …' }).waitFor();
    expect(await manager.getByRole('button', { name: 'Take' }).count()).toBe(0);
    expect(await both()[1].getByRole('button', { name: 'Close …' }).count()).toBe(0);
    expect(await manager.title()).toBe('Left messages · Switchboard');
    await manager.context().close();
  });

  it('is closed with a note, which the customer notices', async () => {
    const [kim] = both();
    await kim.getByRole('button', { name: 'Close …' }).click();
    await kim.getByLabel('Session note').fill('Answered by mail: yes.');
    await kim.getByRole('button', { name: 'Close message' }).click();
    for (const page of both()) await page.getByText('No message is left to answer.').waitFor();
    await ann.getByText('Your message was dealt with.').waitFor();
    expect(at.complaints).toEqual([]);
  });
});
