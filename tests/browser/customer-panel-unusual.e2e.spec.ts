import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { about, focused, leeWithAnn, panel, section, tagsOf } from './customer-panel.support';
import { hostile } from './hostile.support';

jest.setTimeout(240_000);

describeInBrowser('the customer panel, when things are not as usual,', () => {
  let at: BrowserAtWork;
  let lee: Page;
  let ann: { chatId: string };
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    ({ lee, ann } = await leeWithAnn(at));
  });
  afterAll(() => at.end());

  it('tells of who waits, too, and of more chats than are read at once', async () => {
    await lee.getByText('Busy', { exact: true }).click();
    for (let n = 0; n < 11; n++) {
      const { chatId, token } = await at.requestChatOf({ id: 'cara-1', name: 'Cara' }, `Question ${n}`);
      await at.standalone.call('POST', `intake/chats/${chatId}/cancel`, token, {});
    }
    await at.requestChatOf({ id: 'cara-1', name: 'Cara' }, 'The twelfth');
    await about(lee, 'Cara').click();
    const chats = section(lee, 'Earlier chats').getByRole('button', { name: /\d/ });
    await section(lee, 'Earlier chats').getByRole('button', { name: 'Show more' }).click();
    await section(lee, 'Earlier chats').getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
    expect(await chats.count()).toBe(11);
    await panel(lee).getByText('Waits for').waitFor();
  });

  it('shows hostile names, attributes, pages, tags and notes as the text that they are', async () => {
    const token = await at.standalone.logIn('Lee');
    const attributes = Object.fromEntries(hostile.map((text) => [text, text]));
    for (const [n, text] of hostile.entries()) {
      const customer = { id: `hostile-${n}`, name: text, locale: text.slice(0, 35) };
      const before = await at.requestChatOf({ ...customer, attributes: { page: text } }, text);
      const { chatId } = await at.requestChatOf(
        { ...customer, attributes: { ...attributes, page: 'javascript:alert(2)' } },
        text,
      );
      for (const id of [before.chatId, chatId]) {
        const tag = encodeURIComponent(text.slice(0, 40));
        expect(await at.standalone.call('PUT', `intake/chats/${id}/tags/${tag}`, token)).toMatchObject({ status: 200 });
        const note = { noteId: crypto.randomUUID(), text };
        expect(await at.standalone.call('POST', `intake/chats/${id}/notes`, token, note)).toMatchObject({
          status: 201,
        });
      }
      await lee
        .locator(`[data-chat="${chatId}"]`)
        .getByRole('button', { name: /^About/ })
        .click();
      await panel(lee).getByText(`hostile-${n}`, { exact: true }).waitFor();
      await section(lee, 'Notes').getByText(text, { exact: true }).waitFor();
      await section(lee, 'Earlier chats')
        .getByRole('button', { name: text.slice(0, 40) })
        .click();
      await section(lee, 'Earlier chats').locator('[data-seq="0"]').getByText(text, { exact: true }).first().waitFor();
      await panel(lee).locator('dl').getByText('javascript:alert(2)', { exact: true }).waitFor();
      expect(await panel(lee).getByRole('heading', { level: 2 }).innerText()).toBe(text);
      expect((await tagsOf(lee).getAttribute('aria-label'))?.endsWith(text.slice(0, 40))).toBe(true);
    }
    expect(await lee.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(at.complaints).toEqual([]);
    await at.picture(lee, 'customer-panel-hostile');
  });

  it('lies over the chats on a phone, where nothing scrolls sideways and Escape hides it', async () => {
    const token = await at.standalone.logIn('Lee');
    const of = `intake/chats/${ann.chatId}`;
    await at.standalone.call('PUT', `${of}/tags/${'x'.repeat(40)}`, token);
    await at.standalone.call('POST', `${of}/notes`, token, { noteId: crypto.randomUUID(), text: 'y'.repeat(300) });
    await at.requestChatOf({ id: 'ann-1', name: 'Ann' }, 'It is me again');
    await lee.setViewportSize({ width: 360, height: 740 });
    await panel(lee).waitFor({ state: 'detached' });
    await lee.getByText(/^My chats \(/).click();
    await about(lee, 'Ann').click();
    const drawer = lee.getByRole('dialog', { name: 'Ann' });
    await drawer.getByRole('button', { name: /^Remove the tag x+$/ }).waitFor();
    await drawer.getByText(/^y+$/).waitFor();
    await drawer.getByRole('button', { name: /Waits$/ }).click();
    await drawer.getByText('It is me again').waitFor();
    expect(await accessibilityFaults(lee)).toEqual([]);
    expect(await lee.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const sideways = `[...document.querySelectorAll('[role=dialog], [role=dialog] *')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1)
      .filter((each) => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
      .map((each) => each.outerHTML.slice(0, 200))`;
    expect(await lee.evaluate(sideways)).toEqual([]);
    await at.picture(lee, 'customer-panel-phone');
    await lee.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await focused(lee)).toContain('aria-label="About Ann"');
    expect(at.complaints).toEqual([]);
  });
});
