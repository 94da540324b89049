import type { Page } from 'playwright-core';
import { accessibilityFaults, faultsNow, outOfSight } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { assign, choose, column } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('a manager, with chats that wait and those of agents who may have one', () => {
  let at: BrowserAtWork;
  let page: Page;
  let kim: Page;
  let lee: Page;
  let ann: { chatId: string };
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual', defaultCapacity: 1 });
    [kim, lee] = [await at.onDuty('Kim'), await at.onDuty('Lee')];
    ann = await at.requestChat('Ann', 'Hello');
    await assign(kim, 'Ann').click();
    await column(kim, 'Ann').waitFor();
    page = await at.signedIn('Manager', '/manager/board');
  });
  afterAll(() => at.end());
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = () => page.getByRole('dialog');
  const colleague = (name: string) => dialog().getByRole('radio', { name, exact: true });
  const chatsOf = (name: string) => page.getByRole('group', { name: `Chats of ${name}` });
  const override = () => dialog().getByRole('checkbox', { name: 'Also to who has as many chats as allowed' });
  const closed = () => dialog().waitFor({ state: 'detached' });
  const focused = () => page.locator(':focus');
  /** Chooses the agent, above the limit if that is said, and hands the chat over. */
  const give = async (to: string, submit: 'Assign' | 'Transfer', above = false): Promise<void> => {
    if (above) await override().check();
    await colleague(to).check();
    await dialog().getByRole('button', { name: submit, exact: true }).click();
  };

  it('reads that nobody waits, and then who does', async () => {
    await page.getByText('Nobody waits. New requests appear here by themselves.').waitFor();
    await at.requestChat('Bob', 'Where is my parcel?');
    await page.getByText('Where is my parcel?').waitFor();
  });

  it('gives one that waits to an agent who has enough, by saying so, and by the keyboard alone', async () => {
    await button('Assign the chat of Bob').focus();
    await page.keyboard.press('Enter');
    await colleague('Lee').waitFor();
    expect(await colleague('Kim').isDisabled()).toBe(true);
    await override().focus();
    await page.keyboard.press('Space');
    await colleague('Kim').focus();
    await page.keyboard.press('Space');
    expect(await accessibilityFaults(page, { picture: 'assign-above-the-limit' })).toEqual([]);
    await dialog().getByRole('button', { name: 'Assign', exact: true }).focus();
    await page.keyboard.press('Enter');
    await closed();
    await page.getByRole('group', { name: 'Waiting list' }).and(focused()).waitFor();
    await column(kim, 'Bob').waitFor();
    await choose(kim, 'Bob', 'Why me?');
    await kim.getByText('A manager gave the chat to Kim. The limit of 1 was passed on purpose.').waitFor();
    await kim.keyboard.press('Escape');
  });

  it("gives a colleague's chat to another, and goes on with the next of the list", async () => {
    await at.requestChat('Cho', 'When do you open?');
    // What the README shows: the figures, too, are those of now.
    await page.reload();
    await button('Assign the chat of Cho').waitFor();
    await button('Chats of Kim').click();
    await chatsOf('Kim').getByText('Where is my parcel?').waitFor();
    expect(await accessibilityFaults(page, { picture: 'chats-of-an-agent' })).toEqual([]);
    await button('Transfer the chat of Bob').click();
    await colleague('Lee').waitFor();
    expect(await colleague('Kim').count()).toBe(0);
    await give('Lee', 'Transfer');
    await button('Transfer the chat of Ann').and(focused()).waitFor();
    await column(kim, 'Bob').getByText('The chat of Bob is now with Lee.').waitFor();
    await column(lee, 'Bob').getByText('Where is my parcel?').waitFor();
  });

  it('ends one with a note', async () => {
    await button('End the chat of Ann').click();
    await dialog().getByLabel('Session note (optional)').fill('Solved on the phone.');
    await dialog().getByRole('button', { name: 'End chat' }).click();
    await page.getByText('Kim has no chat at the moment.').waitFor();
    await chatsOf('Kim').and(focused()).waitFor();
    await column(kim, 'Ann').getByText('Somebody else of the team has ended the chat of Ann.').waitFor();
    const token = await at.standalone.logIn('Manager');
    const decisions = await at.standalone.call('GET', `routing/chats/${ann.chatId}/decisions`, token);
    expect(decisions.body).toMatchObject({ items: [{}, {}, { kind: 'ended', reason: 'Solved on the phone.' }] });
  });

  it('is told who was faster', async () => {
    await page.route('**/assign', async (route) => {
      await assign(kim, 'Cho').click();
      await column(kim, 'Cho').waitFor();
      await route.continue();
    });
    await button('Assign the chat of Cho').click();
    await give('Lee', 'Assign', true);
    await page.getByText('Kim was faster: the chat of Cho is taken.').waitFor();
    await closed();
    await button('Assign the chat of Cho').waitFor({ state: 'detached' });
    await button('Transfer the chat of Cho').waitFor();
  });

  it('is told that a chat has ended, whose row leaves', async () => {
    const dan = await at.requestChat('Dan', 'Hello');
    await page.unroute('**/assign');
    await button('Assign the chat of Dan').click();
    await give('Kim', 'Assign', true);
    await page.route('**/transfer', async (route) => {
      await at.leaves(dan);
      await route.continue();
    });
    await button('Transfer the chat of Dan').click();
    await give('Lee', 'Transfer', true);
    await page.getByText('The chat has ended.').waitFor();
    await button('Transfer the chat of Dan').waitFor({ state: 'detached' });
  });

  it('chooses anew whenever a dialog is opened', async () => {
    await button('Transfer the chat of Cho').click();
    await override().check();
    await colleague('Lee').check();
    await page.keyboard.press('Escape');
    await closed();
    await button('Transfer the chat of Cho').click();
    await colleague('Lee').waitFor();
    expect([await override().isChecked(), await colleague('Lee').isChecked()]).toEqual([false, false]);
    expect(await dialog().getByRole('button', { name: 'Transfer', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await closed();
  });

  it('reads that colleagues could not be read, and reads them when asked again', async () => {
    const path = '**/routing/agents?*';
    await page.route(path, (route) => route.abort());
    await button('Transfer the chat of Cho').click();
    const alert = dialog().getByRole('alert', { name: 'The colleagues cannot be read.' });
    await alert.waitFor();
    await page.unroute(path);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await colleague('Lee').waitFor();
    await page.keyboard.press('Escape');
    await closed();
  });

  it('reads what could not be read, and reads it when asked again', async () => {
    const path = '**/routing/chats?*agentId*';
    await page.route(path, (route) => route.abort());
    await button('Chats of Lee').click();
    const alert = page.getByRole('alert', { name: 'The chats of Lee cannot be read.' });
    await alert.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute(path);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    await chatsOf('Lee').getByText('Where is my parcel?').waitFor();
  });

  it('can do so on a phone, in Korean', async () => {
    await at.requestChat('Eve', 'Where is my order with the rather long number 0123456789-0123456789-0123456789?');
    const phone = await at.signedIn('Manager', '/manager/board', 360, 740);
    await phone.evaluate(`localStorage.setItem('switchboard.language', 'ko')`);
    await phone.reload();
    await phone.getByRole('button', { name: 'Lee 님의 상담', exact: true }).click();
    await phone.getByRole('button', { name: 'Bob 님의 상담 넘기기' }).waitFor();
    const fits = async (): Promise<void> => {
      expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(360);
      expect([await phone.evaluate(outOfSight), await faultsNow(phone)]).toEqual([[], []]);
    };
    await fits();
    await phone.getByRole('button', { name: 'Eve 님의 상담 배정' }).click();
    await phone.getByRole('checkbox', { name: '상담 수가 찬 동료에게도 허용' }).waitFor();
    await at.picture(phone, 'korean-assign');
    await fits();
    expect(at.complaints).toEqual([]);
  });
});
