import type { Page } from 'playwright-core';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { ask, choose, column, end, write } from './workspace.support';

jest.setTimeout(240_000);

/** What browsers have at https:// and at the machine's own address only, where this test has to be. */
const withoutWhatIsSecure = `
  delete Crypto.prototype.randomUUID;
  delete Navigator.prototype.clipboard;
  delete Navigator.prototype.locks;`;

describeInBrowser('at an address that is not secure', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let ann: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    kim = await at.onDuty('Kim');
    ann = await at.open(at.customerPage);
    for (const page of [kim, ann]) await plain(page);
    await kim.getByText('Connected', { exact: true }).waitFor();
  });
  afterAll(() => at.end());

  it('a customer asks, and both sides talk', async () => {
    await ask(ann, 'Ann', 'Where is my order?');
    await ann.getByText('You talk with Kim.').waitFor();
    await write(column(kim, 'Ann'), 'Ann', 'On its way.');
    await ann.getByText('On its way.').waitFor();
    await write(ann, 'Kim', 'Thank you!');
    await column(kim, 'Ann').getByText('Thank you!').waitFor();
  });

  it('the agent reads why, and ends the chat with a note', async () => {
    await choose(kim, 'Ann', 'Why me?');
    await kim.getByText(/Kim was the only available agent/).waitFor();
    await kim.keyboard.press('Escape');
    await kim.getByRole('dialog').waitFor({ state: 'detached' });
    await end(kim, 'Ann', 'Was on its way.');
    await ann.getByText('The chat has ended. Thank you.').waitFor();
    expect(at.complaints).toEqual([]);
  });
});

async function plain(page: Page): Promise<void> {
  await page.addInitScript(withoutWhatIsSecure);
  await page.reload();
  expect(await page.evaluate('typeof crypto.randomUUID')).toBe('undefined');
}
