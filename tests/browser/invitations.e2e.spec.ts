import type { Locator, Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { hostile } from './hostile.support';

jest.setTimeout(240_000);

const [name = ''] = hostile;
const email = 'noa@demo.example';

describeInBrowser('who is invited', () => {
  let at: BrowserAtWork;
  let manager: Page;
  let noa: Page;
  let link: string;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    manager = await at.signedIn('Manager', '/manager/agents');
  });
  afterAll(() => at.end());

  const isFocused = async (element: Locator) => (await element.and(manager.locator(':focus')).count()) === 1;
  const pathOf = (address: string): string => address.replace(at.standalone.url, '');
  const choose = async (page: Page, password: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'New password' }).fill(password);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
  };

  it('gets a link from the manager, who sees it once', async () => {
    await manager.getByRole('button', { name: 'Add an agent' }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Email').fill(email);
    await dialog.getByRole('button', { name: 'Add an agent' }).click();
    link = await dialog.locator('code').innerText();
    expect(link).toMatch(/\/invite#[A-Za-z0-9_-]{43}$/);
    expect(await dialog.locator(':focus').innerText()).toContain(link);
    expect(await accessibilityFaults(manager, { picture: 'agents-link' })).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await manager.getByRole('row', { name: email }).getByText('Invited').waitFor();
    expect(await accessibilityFaults(manager, { picture: 'agents' })).toEqual([]);
  });

  it('sees who they are, and chooses a password that is long enough', async () => {
    noa = await at.open(pathOf(link), 360, 700);
    await noa.getByText(`You are ${name} of the team Demo.`).waitFor();
    expect(await accessibilityFaults(noa, { picture: 'invite' })).toEqual([]);
    await noa.setViewportSize({ width: 1280, height: 800 });
    await choose(noa, 'short');
    expect(await noa.getByRole('button', { name: 'Save and sign in' }).count()).toBe(1);
    await choose(noa, 'a password of my own');
    await noa.getByText('Connected', { exact: true }).waitFor();
    expect(new URL(noa.url()).pathname + new URL(noa.url()).hash).toBe('/');
  });

  it('works as everybody does', async () => {
    await at.requestChat('Ann', 'Hello');
    await noa.getByRole('button', { name: 'Assign the chat of Ann to me' }).click();
    await noa.getByRole('article', { name: 'Ann' }).waitFor();
  });

  it('is told what to do with a link that leads nowhere any more', async () => {
    const late = await at.open(pathOf(link));
    await late.getByText('This link was used or replaced, or has expired. Ask your manager for a new one.').waitFor();
    expect(await accessibilityFaults(late)).toEqual([]);
    await late.goto(at.standalone.url);
    await late.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await accessibilityFaults(late)).toEqual([]);
  });

  it('gets another link for a forgotten password, which ends what began with the old one', async () => {
    await manager.getByRole('button', { name: `New link for ${name}` }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByText('the present password goes on until the new link is used').waitFor();
    await dialog.getByRole('button', { name: 'New link', exact: true }).click();
    const again = await dialog.locator('code').innerText();
    await dialog.getByRole('button', { name: 'Close' }).click();
    const beside = await manager.context().newPage();
    await beside.goto(again);
    await beside.getByText('Manager is signed in here').waitFor();
    expect(await accessibilityFaults(beside)).toEqual([]);
    expect(await beside.getByRole('textbox', { name: 'New password' }).count()).toBe(0);
    await beside.getByRole('button', { name: 'Go on all the same' }).click();
    await beside.getByRole('textbox', { name: 'New password' }).waitFor();
    await beside.close();
    const elsewhere = await at.open(pathOf(again));
    await choose(elsewhere, 'another password of mine');
    await elsewhere.getByRole('article', { name: 'Ann' }).waitFor();
    // The first page learns of it when it next asks settings for something.
    await noa.getByRole('article', { name: 'Ann' }).getByLabel('Message to Ann').fill('/');
    await noa.getByText('Your session has ended. Please sign in again.').waitFor();
  });

  it('is made a manager too, and an agent again', async () => {
    const roles = manager.getByRole('combobox', { name: `Roles of ${name}` });
    for (const [choice, pages] of [
      ['Manager and agent', 1],
      ['Agent', 0],
    ] as const) {
      await roles.click();
      const saved = manager.waitForResponse((answer) => answer.request().method() === 'PATCH');
      await manager.getByRole('option', { name: choice, exact: true }).click();
      expect((await saved).status()).toBe(200);
      const page = await at.open();
      await page.getByLabel('Email').fill(email);
      await page.getByRole('textbox', { name: 'Password' }).fill('another password of mine');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('link', { name: 'Check', exact: true }).waitFor();
      expect(await page.getByRole('link', { name: 'Team manager' }).count()).toBe(pages);
      await page.close();
      expect(await isFocused(roles)).toBe(true);
    }
    expect(await manager.getByRole('combobox', { name: 'Roles of Manager' }).isDisabled()).toBe(true);
  });

  it('has a link that every manager sees, and one revokes', async () => {
    const open = manager.getByRole('row', { name: email }).getByText('Link open until');
    const renew = manager.getByRole('button', { name: `New link for ${name}` });
    const dialog = manager.getByRole('dialog');
    await renew.click();
    await dialog.getByRole('button', { name: 'New link', exact: true }).click();
    await dialog.locator('code').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await open.waitFor();
    await renew.click();
    await dialog.getByRole('button', { name: 'Revoke link' }).waitFor();
    expect(await accessibilityFaults(manager)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revoke link' }).click();
    await open.waitFor({ state: 'detached' });
    await dialog.waitFor({ state: 'detached' });
    expect(await isFocused(renew)).toBe(true);
    expect(at.complaints).toEqual([]);
  });
});
