import type { Page } from 'playwright-core';
import type { BrowserAtWork } from './browser.support';

export interface Customer {
  id: string;
  name?: string;
  locale?: string;
  attributes?: Record<string, unknown>;
}

export const column = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
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

/** The channel asks for an agent, in the words of this customer. */
export async function ask(
  { standalone }: BrowserAtWork,
  customer: Customer,
  firstMessage: string,
): Promise<{ chatId: string; token: string }> {
  const [{ channelKey }, body] = [standalone.demo, { customer, firstMessage }];
  const key = crypto.randomUUID();
  const answer = await standalone.call<{ chatId: string; token: string }>(
    'POST',
    'intake/chats',
    channelKey,
    body,
    key,
  );
  expect(answer.status).toBe(201);
  return answer.body;
}
