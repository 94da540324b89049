import type { Frame, Locator, Page } from 'playwright-core';

/** What agents and customers do in their pages, by the names that people read there. */

export const assign = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Assign the chat of ${name} to me` });

export const column = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });

export const figure = (page: Page, name: string): Locator => page.locator(`[data-figure="${name}"]`);

/** The names over the agent's columns. */
export async function columnsOf(page: Page): Promise<string[]> {
  const columns = await page.getByRole('article').all();
  return Promise.all(columns.map(async (each) => (await each.getAttribute('aria-label')) ?? ''));
}

/** What stands in the transcript of a column, or of a customer's page, in its order. */
export async function said(where: Page | Frame | Locator): Promise<(string | undefined)[]> {
  return (await where.locator('[data-seq]').allInnerTexts()).map((text) => text.split('\n')[0]);
}

/** Writes a message to somebody and sends it; whether it arrives is another matter. */
export async function write(where: Page | Frame | Locator, to: string, text: string): Promise<void> {
  const composer = where.getByLabel(`Message to ${to}`);
  await composer.fill(text);
  await composer.press('Enter');
}

/** Opens an entry of the chat's menu. */
export async function choose(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `More for the chat of ${name}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Passes the chat on, to this colleague or, without one, back to the queue; the column leaves. */
export async function passOn(page: Page, name: string, to?: string): Promise<void> {
  await choose(page, name, 'Transfer …');
  const dialog = page.getByRole('dialog');
  if (to === undefined) await dialog.getByRole('button', { name: 'Back to the queue' }).click();
  else {
    await dialog.getByRole('radio', { name: to, exact: true }).check();
    await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
  }
  await column(page, name).waitFor({ state: 'detached' });
}

/** The agent ends the chat, with a note; the column leaves. */
export async function end(page: Page, name: string, note: string): Promise<void> {
  await page.getByRole('button', { name: `End the chat of ${name}` }).click();
  await page.getByLabel('Session note (optional)').fill(note);
  await page.getByRole('button', { name: 'End chat' }).click();
  await column(page, name).waitFor({ state: 'detached' });
}

/** A customer asks for an agent. */
export async function ask(customer: Page | Frame, name: string, question: string): Promise<void> {
  await customer.getByLabel('Your name (optional)').fill(name);
  await customer.getByLabel('How can we help?').fill(question);
  await customer.getByRole('button', { name: 'Ask for an agent' }).click();
}

/** Signs in by hand. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
