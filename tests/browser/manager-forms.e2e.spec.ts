import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';

jest.setTimeout(240_000);

describeInBrowser('what a manager fills in', () => {
  let at: BrowserAtWork;
  let manager: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    manager = await at.signedIn('Manager', '/manager/response');
  });
  afterAll(() => at.end());

  it('stays while it cannot be saved, and while somebody else is faster', async () => {
    const path = '**/settings/teams/*';
    const grace = manager.getByRole('textbox', { name: 'Wait so many seconds' });
    const save = manager.getByRole('button', { name: 'Save' });
    await grace.waitFor();
    await manager.route(path, (route) => route.fulfill({ status: 503, json: { code: 'SERVER.UNAVAILABLE' } }));
    await grace.fill('77');
    await save.click();
    await manager.getByRole('alert', { name: 'The settings of the team cannot be read.' }).waitFor();
    expect(await grace.inputValue()).toBe('77');
    await manager.unroute(path);
    await at.changeTeam({ defaultCapacity: 6 });
    await save.click();
    await manager.getByText(/^Somebody else has changed the settings meanwhile/).waitFor();
    const capacity = manager.getByRole('textbox', { name: /^Chats at once/ });
    expect([await grace.inputValue(), await capacity.inputValue()]).toEqual(['77', '6']);
    await save.click();
    await manager.getByText('Saved.', { exact: true }).waitFor();
    await manager.reload();
    await grace.waitFor();
    expect([await grace.inputValue(), await capacity.inputValue()]).toEqual(['77', '6']);
  });

  it('says when a silent chat ends: after no less than a minute, or never', async () => {
    const inactivity = manager.getByRole('textbox', { name: /^End a chat in which nobody has written/ });
    const save = async (typed: string): Promise<string> => {
      await inactivity.fill(typed);
      const saved = manager.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
      await manager.getByRole('button', { name: 'Save' }).click();
      await saved;
      await manager.reload();
      await inactivity.waitFor();
      return inactivity.inputValue();
    };
    expect(await inactivity.inputValue()).toBe('');
    expect([await save('1800'), await save('5'), await save('')]).toEqual(['1800', '60', '']);
  });

  it('names the days on which the team does not answer, which stay until they are removed', async () => {
    const rows = manager.getByRole('group', { name: /^holiday \d$/ });
    const row = (n: number) => manager.getByRole('group', { name: `holiday ${n}` });
    const dates = () =>
      rows.getByLabel('Date').evaluateAll((all: { value: string }[]) => all.map(({ value }) => value));
    const saved = async (): Promise<void> => {
      const answered = manager.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
      await manager.getByRole('button', { name: 'Save' }).click();
      await answered;
      await manager.reload();
      await manager.getByRole('button', { name: 'Add a holiday' }).waitFor();
    };
    for (const [n, date, name] of [
      [1, '2031-05-05', "Children's day"],
      [2, '2031-08-15', 'Liberation day'],
    ] as const) {
      await manager.getByRole('button', { name: 'Add a holiday' }).click();
      await row(n).getByLabel('Date').fill(date);
      await row(n).getByLabel('Name').fill(name);
    }
    await saved();
    expect(await dates()).toEqual(['2031-05-05', '2031-08-15']);
    expect(await row(2).getByLabel('Name').inputValue()).toBe('Liberation day');
    await manager.getByRole('button', { name: 'Remove holiday 1' }).click();
    await saved();
    expect(await dates()).toEqual(['2031-08-15']);
    await manager.getByRole('button', { name: 'Remove holiday 1' }).focus();
    await manager.keyboard.press('Enter');
    await manager.getByRole('button', { name: 'Add a holiday' }).and(manager.locator(':focus')).waitFor();
    await saved();
    expect(await dates()).toEqual([]);
  });

  it('stays while a key is renewed, which only its button puts away', async () => {
    await manager.getByRole('link', { name: 'Channels' }).click();
    const origins = manager.getByRole('textbox', { name: /^Web pages that may use/ });
    const before = await origins.inputValue();
    await origins.fill(`${before}\nhttps://shop.example`);
    const renew = manager.getByRole('button', { name: 'New Publishable key (web pages) …' });
    await renew.click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByRole('button', { name: 'New Publishable key (web pages)' }).click();
    await dialog.locator('code').first().waitFor();
    await manager.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await manager.getByText(/until /).waitFor();
    expect(await origins.inputValue()).toBe(`${before}\nhttps://shop.example`);
    await manager.getByRole('button', { name: 'Save addresses' }).click();
    await manager.getByText('Saved.', { exact: true }).waitFor();
  });

  it('is saved by Enter where it is a capacity; nobody is thrown out without being asked', async () => {
    // Anew, so that what is said is said of this.
    await manager.goto(new URL('/manager/agents', at.standalone.url).href);
    const capacity = manager.getByRole('textbox', { name: 'Capacity of Park' });
    await capacity.fill('3');
    await capacity.press('Enter');
    await manager.getByText('Saved.', { exact: true }).waitFor();
    expect(await capacity.and(manager.locator(':focus')).count()).toBe(1);
    const active = manager.getByRole('switch', { name: 'Park is active' });
    await active.press(' ');
    const dialog = manager.getByRole('dialog', { name: 'Deactivate Park' });
    await dialog.getByText('Park is signed out at once').waitFor();
    expect(await accessibilityFaults(manager)).toEqual([]);
    await manager.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect([await active.isChecked(), await capacity.inputValue()]).toEqual([true, '3']);
    await active.press(' ');
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await manager.getByRole('switch', { name: 'Park is active', checked: false }).waitFor({ state: 'attached' });
  });
});
