import type { Page } from 'playwright-core';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { ask, columnsOf, end, said } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('a customer with several tabs', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let ann: Page;
  let beside: Page;
  /** A tab that hears nothing of what the others store, as one that the browser has put to sleep. */
  let asleep: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    kim = await at.onDuty('Kim');
    ann = await at.open(at.customerPage);
    beside = await at.beside(ann, at.customerPage);
    asleep = await at.beside(ann, at.customerPage);
    await asleep.addInitScript(`addEventListener('storage', (event) => event.stopImmediatePropagation())`);
    await asleep.reload();
  });
  afterAll(() => at.end());
  const question = (page: Page) => page.getByLabel('How can we help?');
  const answer = (page: Page) => page.getByLabel('Message to Kim');

  it('talks in the others too once the chat is begun in one, and can send there what was being asked', async () => {
    await question(beside).fill('Is there a lift?');
    await ask(ann, 'Ann', 'Where is my order?');
    for (const page of [ann, beside]) await page.getByText('You talk with Kim.').waitFor();
    expect(await answer(beside).inputValue()).toBe('Is there a lift?');
  });

  it('asks for no second chat in one that has not heard of the first', async () => {
    await ask(asleep, 'Ann', 'Hello?');
    await asleep.getByText('You talk with Kim.').waitFor();
    await asleep.getByText('Where is my order?').waitFor();
    expect(await answer(asleep).inputValue()).toBe('Hello?');
    expect(await columnsOf(kim)).toEqual(['Ann']);
  });

  it('asks again with what could not be said any more when the chat ended, after a reload too', async () => {
    await answer(ann).fill('Can I change the address?');
    await end(kim, 'Ann', 'Found.');
    for (const page of [ann, beside, asleep]) await page.getByText('The chat has ended. Thank you.').waitFor();
    await ann.reload();
    await ann.getByRole('button', { name: 'Ask again' }).click();
    expect(await question(ann).inputValue()).toBe('Can I change the address?');
    await ann.reload();
    expect(await question(ann).inputValue()).toBe('Can I change the address?');
    await ann.getByRole('button', { name: 'Ask for an agent' }).click();
    await ann.getByText('You talk with Kim.').waitFor();
    expect(await answer(ann).inputValue()).toBe('');
  });

  it('goes on with the new chat in one that showed the old one, and loses it in none', async () => {
    await beside.getByText('Can I change the address?').waitFor();
    await asleep.getByRole('button', { name: 'Ask again' }).click();
    await asleep.getByText('Can I change the address?').waitFor();
    expect(await answer(asleep).inputValue()).toBe('Hello?');
    await ann.reload();
    for (const page of [ann, beside, asleep]) {
      await page.getByText('You talk with Kim.').waitFor();
      await page.locator('[data-seq]').waitFor();
      expect(await said(page)).toEqual(['Can I change the address?']);
    }
    expect(await columnsOf(kim)).toHaveLength(1);
    expect(at.complaints).toEqual([]);
  });
});
