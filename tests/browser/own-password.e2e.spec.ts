import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';

jest.setTimeout(240_000);

const chosen = 'a password of my own';

describeInBrowser('who is signed in', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let former: string;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    former = at.standalone.demo.accounts.find(({ name }) => name === 'Kim')?.password ?? '';
    kim = await at.signedIn('Kim', '/', 360, 740);
    await kim.getByText('Connected', { exact: true }).waitFor();
  });
  afterAll(() => at.end());

  const dialog = () => kim.getByRole('dialog', { name: 'Change your password' });
  const open = async (): Promise<void> => {
    await kim.getByRole('button', { name: /^Kim/ }).press('Enter');
    await kim.getByRole('menuitem', { name: 'Change password …' }).press('Enter');
  };
  const change = async (current: string, wished: string): Promise<void> => {
    await dialog().getByLabel('Current password').fill(current);
    await dialog().getByRole('textbox', { name: 'New password' }).fill(wished);
    await kim.keyboard.press('Enter');
  };

  it('is told where the dialog cannot be loaded, and has it when asked again', async () => {
    await kim.route('**/assets/ChangePassword-*.js', (route) => route.abort());
    await open();
    await dialog().getByText('This part of Switchboard cannot be loaded.').waitFor();
    expect(await accessibilityFaults(kim)).toEqual([]);
    await kim.unroute('**/assets/ChangePassword-*.js');
    await dialog().getByRole('button', { name: 'Try again' }).press('Enter');
    await dialog().getByLabel('Current password').waitFor();
    expect(await accessibilityFaults(kim, { picture: 'own-password' })).toEqual([]);
  });

  it('is not put out by guesses at the current password, nor changes it to a short one', async () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const refused = kim.waitForResponse((answer) => answer.url().endsWith('/me/password'));
      await change(`guess ${attempt}`, chosen);
      expect((await refused).status()).toBe(401);
    }
    await dialog().getByText('That is not your current password.').waitFor();
    expect(await accessibilityFaults(kim)).toEqual([]);
    await change(former, 'short');
    expect(await dialog().locator('[name="password"]:invalid').count()).toBe(1);
  });

  it('goes on with the new password, and everybody else who knows the old one does not', async () => {
    const elsewhere = await at.signedIn('Kim');
    await elsewhere.getByText('Connected', { exact: true }).waitFor();
    await change(former, chosen);
    await kim.getByText(/^Your password was changed/).waitFor();
    await dialog().waitFor({ state: 'detached' });
    expect(await kim.getByRole('button', { name: /^Kim/ }).and(kim.locator(':focus')).count()).toBe(1);
    await kim.reload();
    await kim.getByText('Connected', { exact: true }).waitFor();
    // The other page learns of it when it next asks settings for something.
    await elsewhere.getByRole('button', { name: /^Kim/ }).click();
    await elsewhere.getByRole('menuitem', { name: 'Change password …' }).click();
    await elsewhere.getByLabel('Current password').fill(former);
    await elsewhere.getByRole('textbox', { name: 'New password' }).fill('another one of mine');
    await elsewhere.keyboard.press('Enter');
    await elsewhere.getByText('Your session has ended. Please sign in again.').waitFor();
    await elsewhere
      .getByLabel('Email')
      .fill(at.standalone.demo.accounts.find((each) => each.name === 'Kim')?.email ?? '');
    await elsewhere.getByRole('textbox', { name: 'Password' }).fill(chosen);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.getByText('Connected', { exact: true }).waitFor();
    expect(at.complaints).toEqual([]);
  });
});
