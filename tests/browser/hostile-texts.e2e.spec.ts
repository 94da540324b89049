import type { Page } from 'playwright-core';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { hostile } from './hostile.support';
import { ask, assign, column, said, write } from './workspace.support';

jest.setTimeout(240_000);

/** The page's policy would stop what tries to run, and complain: there must be nothing to complain of. */
describeInBrowser('hostile texts', () => {
  let at: BrowserAtWork;
  let kim: Page;
  const name = hostile[0] as string;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
  });
  afterEach(() => expect(at.complaints).toEqual([]));
  afterAll(() => at.end());

  it('stay text on the page of a customer, who gave a hostile name and is answered with them', async () => {
    const customer = await at.open(at.customerPage, 360, 740);
    await ask(customer, name, hostile[1] as string);
    await kim.getByText(hostile[1] as string).waitFor();
    await assign(kim, name).click();
    await customer.getByText('You talk with Kim.').waitFor();
    for (const text of hostile) await write(column(kim, name), name, text);
    await customer.locator(`[data-seq="${hostile.length}"]`).waitFor();
    expect(await said(customer)).toEqual([hostile[1], ...hostile]);
    for (const page of [customer, kim])
      expect(await page.locator('a[href^="javascript:"], img[src="x"]').count()).toBe(0);
  });

  it('stay text in left messages and in the note that closes one', async () => {
    await at.changeTeam({ leftMessage: { outsideHours: false, nobodyAvailable: true } });
    const customer = await at.open(at.customerPage, 360, 740);
    await ask(customer, name, hostile.join('\n'));
    await customer.getByText('Nobody can answer right now.').waitFor();
    await kim.getByRole('link', { name: 'Check', exact: true }).click();
    await kim.getByText(hostile.at(-1) as string).waitFor();
    await kim.getByRole('button', { name: 'Take' }).click();
    await kim.getByRole('button', { name: 'Close …' }).click();
    await kim.getByLabel('Session note').fill(hostile.join('\n'));
    await kim.getByRole('button', { name: 'Close message' }).click();
    await customer.getByText('Your message was answered.').waitFor();
  });

  it('stay text as the name of an agent, on the live board, in the list of agents and for customers', async () => {
    const token = await at.standalone.logIn('Manager');
    const agent = { name, email: 'hostile@demo.example', capacity: null };
    const made = await at.standalone.call<{ initialPassword: string }>('POST', 'settings/agents', token, agent);
    const manager = await at.signedIn('Manager', '/manager/board');
    await manager.getByRole('progressbar', { name }).waitFor({ state: 'attached' });
    await manager.getByRole('link', { name: 'Agents', exact: true }).click();
    await manager.getByText(name).first().waitFor();
    const own = await at.open();
    await own.getByLabel('Email').fill(agent.email);
    await own.getByRole('textbox', { name: 'Password' }).fill(made.body.initialPassword);
    await own.getByRole('button', { name: 'Sign in' }).click();
    await own.getByText('Connected', { exact: true }).waitFor();
    await at.changeTeam({ leftMessage: { outsideHours: false, nobodyAvailable: false } });
    const customer = await at.open(at.customerPage, 360, 740);
    await ask(customer, 'Ann', 'Hello');
    await assign(own, 'Ann').click();
    await customer.getByText(`You talk with ${name}.`).waitFor();
  });
});
