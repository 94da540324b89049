import type { Page } from 'playwright-core';
import type { Browsers } from './browsers.support';
import { hostile } from './hostile.support';
import { ask, assign, column, said, signIn, write } from './workspace.support';

/**
 * Texts that would run if they were taken for more, in a team under manual assignment. The page's policy would stop what
 * tries to run, and complain: there must be nothing to complain of.
 */
export function hostileTexts(started: () => Browsers): void {
  let at: Browsers;
  let kim: Page;
  const name = hostile[0] as string;
  beforeAll(async () => {
    at = started();
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
  });
  afterEach(() => expect(at.complaints).toEqual([]));

  it('stay text on the page of a customer, who gave a hostile name and is answered with them', async () => {
    const customer = await at.open(at.customerPage, 360, 740);
    await ask(customer, name, hostile[1] as string);
    await kim.getByText(hostile[1] as string).waitFor();
    await assign(kim, name).click();
    await customer.getByText('You talk with Kim.').waitFor();
    for (const text of hostile) await write(column(kim, name), name, text);
    await customer.locator(`[data-seq="${hostile.length}"]`).waitFor();
    expect(await said(customer)).toEqual([hostile[1], ...hostile]);
    const wrong = '[role=log] a:not([href^="http"]), a[onmouseover], img[src="x"], math';
    for (const page of [customer, kim]) expect(await page.locator(wrong).count()).toBe(0);
  });

  it('are nothing that the catalogue would fill in or look up', async () => {
    const names = hostile.slice(-4);
    for (const each of names) await at.requestChatOf({ id: each, name: each }, 'Hello');
    for (const each of names) await assign(kim, each).waitFor();
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
    await customer.getByText('Your message was dealt with.').waitFor();
  });

  it('stay text as the name of an agent, on the live board, in the list of agents and for customers', async () => {
    const { email, password } = await at.addAgent(name);
    const manager = await at.signedIn('Manager', '/manager/board');
    await manager.getByRole('progressbar', { name }).waitFor({ state: 'attached' });
    await manager.getByRole('link', { name: 'Agents', exact: true }).click();
    await manager.getByText(name).first().waitFor();
    const own = await at.open();
    await signIn(own, email, password);
    await own.getByText('Connected', { exact: true }).waitFor();
    await at.changeTeam({ leftMessage: { outsideHours: false, nobodyAvailable: false } });
    const customer = await at.open(at.customerPage, 360, 740);
    await ask(customer, 'Ann', 'Hello');
    await assign(own, 'Ann').click();
    await customer.getByText(`You talk with ${name}.`).waitFor();
  });
}
