import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { about, available, focused, newTag, panel, saved, section, tagsOf } from './customer-panel.support';
import { column } from './workspace.support';

jest.setTimeout(240_000);

async function addTag(page: Page, tag: string): Promise<void> {
  const answer = saved(page, 'PUT', /\/tags\//);
  await newTag(page).fill(tag);
  await page.keyboard.press('Enter');
  await answer;
}

describeInBrowser('the customer panel', () => {
  let at: BrowserAtWork;
  let [kim, lee]: [Page?, Page?] = [];
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    [kim, lee] = [await at.signedIn('Kim'), await at.signedIn('Lee')];
    for (const page of both()) await page.getByText('Connected', { exact: true }).waitFor();
    await available(both()[0]);
  });
  afterAll(() => at.end());
  const both = (): [Page, Page] => [kim as Page, lee as Page];
  const ann = {
    ...{ id: 'ann-1', name: 'Ann', locale: 'de' },
    attributes: { tier: 'gold', page: 'https://shop.example/cart?step=2' },
  };

  it('tells who asks, in which language, through which channel, from which page, and how long it took', async () => {
    const [kim] = both();
    await at.requestChatOf(ann, 'My parcel is lost');
    await column(kim, 'Ann').waitFor();
    await about(kim, 'Ann').click();
    const facts = panel(kim).locator('dl');
    await facts.getByText('German').waitFor();
    await facts.getByText('Waited').waitFor();
    const told = await facts.innerText();
    for (const fact of ['ann-1', 'tier', 'gold', 'Asked']) expect(told).toContain(fact);
    const link = facts.getByRole('link', { name: 'https://shop.example/cart?step=2' });
    expect([await link.getAttribute('rel'), await link.getAttribute('target')]).toEqual([
      'noopener noreferrer',
      '_blank',
    ]);
    expect(await kim.evaluate(`getComputedStyle(document.querySelector('dl a')).textDecorationLine`)).toBe('underline');
    expect(await about(kim, 'Ann').getAttribute('aria-expanded')).toBe('true');
  });

  it('keeps tags and notes over a reload, after which it is open as it was', async () => {
    const [kim] = both();
    await section(kim, 'Notes')
      .getByText(/^No notes yet/)
      .waitFor();
    await addTag(kim, 'Refund');
    await addTag(kim, 'Lost parcel');
    const noted = saved(kim, 'POST', /\/notes$/);
    await kim.getByLabel('Note for colleagues').fill('Carrier asked.\nSee https://carrier.example/1');
    await kim.keyboard.press('Control+Enter');
    await noted;
    await section(kim, 'Notes').getByText('Carrier asked.').waitFor();
    expect(await kim.getByLabel('Note for colleagues').inputValue()).toBe('');
    await kim.getByLabel('Note for colleagues').fill('not added yet');
    await kim.reload();
    await section(kim, 'Notes').getByText('Carrier asked.').waitFor();
    expect(
      await section(kim, 'Notes')
        .getByText(/^Kim · /)
        .count(),
    ).toBe(1);
    expect(await kim.getByLabel('Note for colleagues').inputValue()).toBe('not added yet');
    expect(await tagsOf(kim).count()).toBe(2);
  });

  it('takes a tag away with the keyboard, whichever it is', async () => {
    const [kim] = both();
    const removed = saved(kim, 'DELETE', /\/tags\/Lost%20parcel$/);
    await kim.getByRole('button', { name: 'Remove the tag Lost parcel' }).focus();
    await kim.keyboard.press('Enter');
    await removed;
    expect(await tagsOf(kim).count()).toBe(1);
  });

  it('is shown and hidden by Alt + I, and the focus goes with it', async () => {
    const [kim] = both();
    const composer = column(kim, 'Ann').getByLabel('Message to Ann');
    await composer.focus();
    await kim.keyboard.press('Alt+I');
    await panel(kim).waitFor({ state: 'detached' });
    await composer.fill('I will ask the carrier.');
    await composer.press('Enter');
    await column(kim, 'Ann').locator('[data-seq="1"]').waitFor();
    await kim.keyboard.press('Alt+I');
    await section(kim, 'Tags').waitFor();
    expect(await focused(kim)).toMatch(/^<div[^>]*><aside/);
    await kim.keyboard.press('Alt+I');
    await panel(kim).waitFor({ state: 'detached' });
    expect(await focused(kim)).toContain('aria-label="Message to Ann"');
  });

  it('has nothing that axe finds anything against', async () => {
    const [kim] = both();
    await about(kim, 'Ann').click();
    await section(kim, 'Earlier chats').getByText('No other chat of this customer is known.').waitFor();
    expect(await accessibilityFaults(kim, { picture: 'customer-panel' })).toEqual([]);
  });

  it('shows a colleague the earlier chat: how it ended, whose it was, tags, what was said and what was noted', async () => {
    const [kim, lee] = both();
    await kim.getByRole('button', { name: 'End the chat of Ann' }).click();
    await kim.getByLabel('Session note (optional)').fill('<b>Sent</b> again.');
    await kim.getByRole('button', { name: 'End chat' }).click();
    await column(kim, 'Ann').waitFor({ state: 'detached' });
    await kim.getByText('Busy', { exact: true }).click();
    await available(lee);
    await at.requestChatOf(ann, 'It is me again');
    await column(lee, 'Ann').waitFor();
    await about(lee, 'Ann').click();
    const earlier = section(lee, 'Earlier chats').getByRole('button', { name: /Ended · Kim.*Refund/s });
    await lee.route('**/decisions', (route) => route.abort());
    await earlier.click();
    const unread = lee.getByRole('alert', { name: 'How the chat ended cannot be read.' });
    await unread.waitFor();
    await lee.unroute('**/decisions');
    await unread.getByRole('button', { name: 'Try again' }).click();
    await section(lee, 'Earlier chats').getByText('My parcel is lost').waitFor();
    await section(lee, 'Earlier chats').getByText('I will ask the carrier.').waitFor();
    await section(lee, 'Earlier chats').getByText('Kim ended the chat.', { exact: true }).waitFor();
    await section(lee, 'Earlier chats').getByText('<b>Sent</b> again.', { exact: true }).waitFor();
    await section(lee, 'Earlier chats').getByText('Carrier asked.').waitFor();
    expect(await accessibilityFaults(lee, { picture: 'customer-panel-earlier' })).toEqual([]);
  });

  it('suggests the tags that the team has', async () => {
    const [, lee] = both();
    await newTag(lee).fill('ref');
    const answer = saved(lee, 'PUT', /\/tags\/Refund$/);
    await lee.getByRole('option', { name: 'Refund' }).click();
    await answer;
    expect(await tagsOf(lee).count()).toBe(1);
  });
});
