import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { figure } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('a manager', () => {
  let at: BrowserAtWork;
  let manager: Page;
  let kim: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    await kim.getByText('Available', { exact: true }).click();
    for (const name of ['Ann', 'Bob', 'Cho', 'Dan', 'Eve', 'Fay']) await at.requestChat(name, 'Hello');
    await kim.getByRole('button', { name: 'Assign the chat of Fay to me' }).waitFor();
    manager = await at.signedIn('Manager', '/manager/method');
  });
  afterAll(() => at.end());

  it('chooses by reading, and is told beforehand what a switch would do', async () => {
    await manager.getByText('test a service before launch, but answer around the clock').waitFor();
    expect(await accessibilityFaults(manager, { picture: 'routing-method' })).toEqual([]);
    await manager.getByRole('radio', { name: 'Automatic assignment' }).check();
    await manager.getByRole('button', { name: 'Save …' }).click();
    await manager.getByText('6 waiting, 5 would be assigned now.').waitFor();
    await at.picture(manager, 'routing-method-preview');
  });

  it('switches, and the agent has at once what was foretold', async () => {
    await manager.getByRole('button', { name: 'Change now' }).click();
    await manager.getByText('Saved. In use now: Automatic assignment').waitFor();
    await kim.getByRole('article', { name: 'Eve' }).waitFor();
    expect(await kim.getByRole('article').count()).toBe(5);
    expect(await figure(kim, 'waiting').innerText()).toBe('Waiting 1');
  });

  it('sees the load of the team, drawn', async () => {
    await manager.getByRole('link', { name: 'Live board' }).click();
    await manager.getByRole('progressbar', { name: 'Kim: 5 of 5' }).waitFor();
    await manager.locator('.recharts-surface').first().waitFor();
    expect(await accessibilityFaults(manager, { picture: 'live-board' })).toEqual([]);
  });

  it('reads how long somebody waits, and how evenly the chats went round', async () => {
    const token = await at.standalone.logIn('Manager');
    const longest = async (): Promise<number> => {
      const path = 'routing/statistics/now';
      const now = await at.standalone.call<{ longestWaitSeconds: number }>('GET', path, token);
      return Math.floor(now.body.longestWaitSeconds);
    };
    const before = await longest();
    await manager.reload();
    const shown = manager.locator('div', { hasText: /^Longest wait\d+:\d\d$/ });
    const [minutes = 0, seconds = 0] = ((await shown.innerText()).match(/\d+/g) ?? []).map(Number);
    const waited = minutes * 60 + seconds;
    expect(before <= waited && waited <= (await longest())).toBe(true);
    // Kim has 5, Lee and Park none.
    await manager.getByText('Evenness 33 % (100 % = all had the same).').waitFor();
  });

  it('has no limit and no availability of their own, being no agent', async () => {
    expect(await figure(manager, 'in-progress').innerText()).toBe('In progress 0');
    expect(await manager.getByRole('radiogroup', { name: 'My availability' }).count()).toBe(0);
    expect(await kim.getByRole('radiogroup', { name: 'My availability' }).count()).toBe(1);
  });

  it('goes on with the rest of the board when a part of it cannot be read', async () => {
    await manager.route('**/statistics/agents?*', (route) => route.abort());
    const shares = manager.getByRole('region', { name: 'Share per agent, last 24 hours' });
    await manager.reload();
    await shares.getByText('The statistics cannot be read.').waitFor();
    await manager.getByRole('progressbar', { name: 'Kim: 5 of 5' }).waitFor();
    expect(await accessibilityFaults(manager)).toEqual([]);
    await manager.unroute('**/statistics/agents?*');
    await shares.getByRole('button', { name: 'Try again' }).click();
    await shares.locator('.recharts-surface').first().waitFor();
  });

  it('keeps saying that a part cannot be read while it is tried again', async () => {
    const path = '**/routing/agents?*';
    await manager.route(path, (route) => route.abort());
    await manager.reload();
    const alert = manager.getByRole('region', { name: 'Agents' }).getByRole('alert');
    const shown = await alert.elementHandle();
    await manager.waitForEvent('requestfailed');
    // The very element, not another that came in its place.
    expect(await shown?.isVisible()).toBe(true);
    await manager.unroute(path);
    await manager.getByRole('progressbar', { name: 'Kim: 5 of 5' }).waitFor();
    expect(await alert.count()).toBe(0);
  });

  it('loses only the page whose code cannot be loaded, and has it when asked again', async () => {
    const page = await at.signedIn('Manager');
    await page.getByText('Connected', { exact: true }).waitFor();
    for (const [code, link] of [
      ['ManagerPages', 'Team manager'],
      ['LiveBoardPage', 'Live board'],
    ] as const) {
      const file = `**/assets/${code}-*.js`;
      await page.route(file, (route) => route.abort());
      await page.getByRole('link', { name: link }).click();
      const alert = page.getByRole('alert', { name: 'This part of Switchboard cannot be loaded.' });
      await alert.waitFor();
      expect(await page.getByText('Connected', { exact: true }).count()).toBe(1);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.unroute(file);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await alert.waitFor({ state: 'detached' });
    }
    await page.getByRole('progressbar', { name: 'Kim: 5 of 5' }).waitFor();
    await page.close();
  });

  it('keeps the settings in view while they cannot be read again', async () => {
    const path = '**/settings/teams/*';
    await manager.getByRole('link', { name: 'Routing method' }).click();
    await manager.getByRole('radio', { name: 'Automatic assignment' }).waitFor();
    await manager.route(path, (route) => route.abort());
    await manager.getByRole('link', { name: 'Hours and rules' }).click();
    const alert = manager.getByRole('alert', { name: 'The settings of the team cannot be read.' });
    await alert.waitFor();
    expect(await manager.getByRole('button', { name: 'Save' }).count()).toBe(1);
    expect(await accessibilityFaults(manager)).toEqual([]);
    await manager.unroute(path);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('adds a channel, with whose key a customer can ask at once', async () => {
    await manager.getByRole('link', { name: 'Channels' }).click();
    await manager.getByRole('button', { name: 'Add a channel' }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Shop');
    await dialog.getByRole('button', { name: 'Add a channel' }).click();
    const link = await dialog.locator('code').nth(2).innerText();
    const snippet = dialog.getByText(/^<script src="http.+\/widget\.js" data-key="pk_.+" async><\/script>$/);
    expect(await snippet.count()).toBe(1);
    expect(await accessibilityFaults(manager)).toEqual([]);
    const customer = await at.open(new URL(link).pathname + new URL(link).hash);
    await customer.getByLabel('How can we help?').fill('Hello');
    await customer.getByRole('button', { name: 'Ask for an agent' }).click();
    await customer
      .getByRole('status')
      .getByText(/You (have place|talk with)/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await at.picture(manager, 'channels');
  });

  it('sets hours and rules, which are as they were set after a reload', async () => {
    await manager.getByRole('link', { name: 'Hours and rules' }).click();
    const add = manager.getByRole('button', { name: 'Add hours' });
    await add.click();
    await add.click();
    const second = manager.getByRole('group', { name: 'hours 2' });
    await second.getByRole('button', { name: 'Remove hours 2' }).focus();
    await manager.keyboard.press('Enter');
    await second.waitFor({ state: 'detached' });
    await add.and(manager.locator(':focus')).waitFor();
    await manager.getByRole('checkbox', { name: 'outside business hours' }).check();
    await manager.getByRole('radio', { name: 'go to another agent' }).check();
    expect(await accessibilityFaults(manager, { picture: 'hours-and-rules' })).toEqual([]);
    await manager.getByRole('button', { name: 'Save' }).click();
    await manager.getByText('Saved.', { exact: true }).waitFor();
    await manager.reload();
    expect(await manager.getByLabel('From').inputValue()).toBe('09:00');
    expect(await manager.getByRole('checkbox', { name: 'outside business hours' }).isChecked()).toBe(true);
    expect(await manager.getByRole('radio', { name: 'go to another agent' }).isChecked()).toBe(true);
    expect(at.complaints).toEqual([]);
  });
});
