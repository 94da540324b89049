import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { hostile } from './hostile.support';

jest.setTimeout(240_000);

const hostileText = hostile.join('\n');

describeInBrowser('saved replies', () => {
  let at: BrowserAtWork;
  let manager: Page;
  let kim: Page;
  let chat: { chatId: string; token: string };
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    await kim.getByText('Available', { exact: true }).click();
    chat = await at.requestChat('Ann', 'Hello');
    await composer().waitFor();
    manager = await at.signedIn('Manager', '/manager/replies');
  });
  afterAll(() => at.end());

  const composer = () => kim.getByRole('article', { name: 'Ann' }).locator('textarea[aria-haspopup="listbox"]');
  const list = () => kim.getByRole('listbox', { name: 'Saved replies' });
  const said = async (): Promise<string[]> => {
    const path = `intake/chats/${chat.chatId}/messages`;
    const { body } = await at.standalone.call<{ items: { text: string }[] }>('GET', path, chat.token);
    return body.items.map(({ text }) => text);
  };
  const write = async (shortcut: string, text: string): Promise<void> => {
    await manager.getByRole('button', { name: 'Add a saved reply' }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel('Shortcut').fill(shortcut);
    await dialog.getByLabel('Text').fill(text);
    await dialog.getByRole('button', { name: 'Save' }).click();
  };

  it('that are not there yet say what to do, to the manager and to the agent', async () => {
    await manager.getByText('There are no saved replies yet. Write what your agents say often').waitFor();
    expect(await accessibilityFaults(manager)).toEqual([]);
    await composer().fill('/');
    await kim.getByText('Managers write them under Team manager').waitFor();
    await composer().press('Escape');
    await composer().fill('');
  });

  it('are written by the manager, one a shortcut whatever its case', async () => {
    await write('hello', 'Hello {customer}, I am {agent}.\nHow can I help?');
    await manager.getByRole('heading', { name: '/hello' }).waitFor();
    await write('인사', hostileText);
    await manager.getByRole('heading', { name: '/인사' }).waitFor();
    const token = await at.standalone.logIn('Manager');
    for (const shortcut of hostile) {
      const body = { shortcut, text: 'Hello' };
      expect(await at.standalone.call('POST', 'settings/saved-replies', token, body)).toMatchObject({ status: 400 });
    }
    await write('HELLO', 'Another');
    await manager.getByText('Another saved reply has this shortcut. Choose another one.').waitFor();
    expect(await accessibilityFaults(manager, { picture: 'saved-replies-taken' })).toEqual([]);
    await manager.keyboard.press('Escape');
    await manager.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await manager.getByText(hostileText).count()).toBe(1);
    expect(await accessibilityFaults(manager, { picture: 'saved-replies' })).toEqual([]);
  });

  it('are found by / and inserted by Enter, which sends nothing while they are shown', async () => {
    // What was read before is taken for true for a minute.
    await kim.reload();
    await composer().pressSequentially('Dear /he');
    await list().getByRole('option', { name: '/hello' }).waitFor();
    expect(await accessibilityFaults(kim, { picture: 'saved-replies-suggested' })).toEqual([]);
    await composer().press('Enter');
    await list().waitFor({ state: 'detached' });
    expect(await composer().inputValue()).toBe('Dear Hello Ann, I am Kim.\nHow can I help?');
    expect(await said()).toEqual(['Hello']);
    await composer().press('Enter');
    await kim.locator('[data-seq="1"]').waitFor();
    expect((await said()).at(-1)).toBe('Dear Hello Ann, I am Kim.\nHow can I help?');
  });

  it('are chosen by the arrow keys and Tab, or left by Escape', async () => {
    await composer().pressSequentially('/');
    await list().getByRole('option').nth(1).waitFor();
    const chosen = list().getByRole('option', { selected: true });
    expect(await chosen.innerText()).toContain('/hello');
    await composer().press('ArrowDown');
    expect(await chosen.innerText()).toContain('/인사');
    expect(await composer().getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    await composer().press('Escape');
    await list().waitFor({ state: 'detached' });
    expect(await composer().inputValue()).toBe('/');
    await composer().fill('');
    await composer().pressSequentially('/인');
    await list().waitFor();
    await composer().press('Tab');
    expect(await composer().inputValue()).toBe(hostileText);
    await composer().press('Enter');
    await kim.locator('[data-seq="2"]').waitFor();
    expect((await said()).at(-1)).toBe(hostileText);
  });

  it('leave alone the keys with which a syllable is composed, and words that are none of theirs', async () => {
    await composer().pressSequentially('/he');
    await list().waitFor();
    await composer().dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
    expect(await composer().inputValue()).toBe('/he');
    await composer().pressSequentially('avy');
    await list().waitFor({ state: 'detached' });
    await composer().press('Enter');
    await kim.locator('[data-seq="3"]').waitFor();
    expect((await said()).at(-1)).toBe('/heavy');
  });

  it('that have a word in their text only are chosen by an arrow key; Enter sends what was written', async () => {
    await composer().pressSequentially('open /help');
    await list().getByRole('option', { name: '/hello' }).waitFor();
    expect(await list().getByRole('option', { selected: true }).count()).toBe(0);
    await composer().press('Enter');
    await kim.locator('[data-seq="4"]').waitFor();
    expect((await said()).at(-1)).toBe('open /help');
    await composer().pressSequentially('/help');
    await list().waitFor();
    await composer().press('ArrowDown');
    await composer().press('Enter');
    expect(await composer().inputValue()).toBe('Hello Ann, I am Kim.\nHow can I help?');
    await composer().fill('');
  });

  it('that cannot be read keep nobody from sending, and can be read again', async () => {
    await kim.route('**/settings/saved-replies?*', (route) => route.abort());
    await kim.reload();
    await composer().pressSequentially('see /faq');
    const failed = kim.getByText('The saved replies cannot be read.');
    await failed.waitFor();
    await composer().press('Enter');
    await kim.locator('[data-seq="5"]').waitFor();
    expect((await said()).at(-1)).toBe('see /faq');
    await composer().pressSequentially('/he');
    await failed.waitFor();
    await kim.unroute('**/settings/saved-replies?*');
    await kim.getByRole('button', { name: 'Try again' }).click();
    await list().getByRole('option', { name: '/hello' }).waitFor();
    await composer().fill('');
  });

  it('are nothing that a customer is offered', async () => {
    const customer = await at.open(`/chat#${at.standalone.demo.publishableKey}`, 360, 700);
    await customer.getByLabel('How can we help?').fill('Hello');
    await customer.getByRole('button', { name: 'Ask for an agent' }).click();
    const field = customer.getByRole('textbox', { name: /Message to/ });
    await field.pressSequentially('/');
    expect(await field.getAttribute('aria-haspopup')).toBeNull();
    expect(await customer.getByRole('listbox').count()).toBe(0);
  });

  it('are removed once that was confirmed', async () => {
    await manager.getByRole('button', { name: 'Remove /hello' }).click();
    await manager.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await manager.getByRole('heading', { name: '/hello', exact: true }).waitFor({ state: 'detached' });
    await manager.getByRole('button', { name: 'Add a saved reply' }).and(manager.locator(':focus')).waitFor();
    expect(at.complaints).toEqual([]);
  });
});
