import type { Page } from 'playwright-core';
import type { BrowserAtWork } from './browser.support';
import type { RequestedChat } from './team-by-http.support';
import { column } from './workspace.support';

export const about = (page: Page, name: string) => page.getByRole('button', { name: `About ${name}`, exact: true });
export const panel = (page: Page) => page.getByRole('complementary', { name: 'Customer' });
export const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const tagsOf = (page: Page) => section(page, 'Tags').getByRole('button', { name: /^Remove the tag/ });
export const newTag = (page: Page) => section(page, 'Tags').getByRole('combobox', { name: 'Add a tag' });
export const available = (page: Page) => page.getByText('Available', { exact: true }).click();
/** What has the focus, as the beginning of its HTML. */
export const focused = (page: Page) => page.evaluate<string>('document.activeElement.outerHTML.slice(0, 1000)');

/** Resolves once the page has saved something at such an address. */
export const saved = (page: Page, method: string, path: RegExp) =>
  page.waitForResponse((answer) => answer.request().method() === method && path.test(answer.url()) && answer.ok());

/** A chat of Ann in Lee's columns, with the panel beside it. */
export async function leeWithAnn(at: BrowserAtWork): Promise<{ lee: Page; ann: RequestedChat }> {
  const lee = await at.signedIn('Lee');
  await lee.getByText('Connected', { exact: true }).waitFor();
  await available(lee);
  const ann = await at.requestChatOf({ id: 'ann-1', name: 'Ann' }, 'My parcel is lost');
  await column(lee, 'Ann').waitFor();
  await about(lee, 'Ann').click();
  await section(lee, 'Notes')
    .getByText(/^No notes yet/)
    .waitFor();
  return { lee, ann };
}
