import type { Page } from 'playwright-core';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { hostile } from './hostile.support';
import { choose, column, said, write } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('a conversation under automatic assignment', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let chat: { chatId: string; token: string };
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    kim = await at.onDuty('Kim');
  });
  afterAll(() => at.end());
  const ann = () => column(kim, 'Ann');
  const texts = () => ann().locator('[data-seq]').allInnerTexts();

  it('comes to the agent by itself, with what was asked', async () => {
    chat = await at.requestChat('Ann', 'Hello, is anybody there?');
    await ann().getByText('Hello, is anybody there?').waitFor();
  });

  it('says in a sentence why it came to this agent', async () => {
    await choose(kim, 'Ann', 'Why me?');
    await kim.getByText(/Kim was the only available agent/).waitFor();
    await at.picture(kim, 'why-me');
    await kim.keyboard.press('Escape');
    await kim.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('goes both ways: Enter sends, Shift+Enter breaks the line, and links are links', async () => {
    const composer = ann().getByLabel('Message to Ann');
    await composer.fill('Hello Ann,');
    await composer.press('Shift+Enter');
    await composer.pressSequentially('how can I help?');
    await composer.press('Enter');
    await ann().locator('[data-seq="1"]').waitFor();
    await at.say(chat, 'I cannot log in at https://shop.example/login.');
    const link = ann().getByRole('link', { name: 'https://shop.example/login' });
    await link.waitFor();
    expect([await link.getAttribute('rel'), await link.getAttribute('target')]).toEqual([
      'noopener noreferrer',
      '_blank',
    ]);
    expect(await said(ann())).toEqual([
      'Hello, is anybody there?',
      'Hello Ann,',
      'I cannot log in at https://shop.example/login.',
    ]);
  });

  it('is as it was after a reload, what was being written included', async () => {
    const before = await texts();
    await ann().getByLabel('Message to Ann').fill('Let me se');
    await kim.reload();
    await ann().locator('[data-seq="2"]').waitFor();
    expect(await texts()).toEqual(before);
    expect(await ann().getByLabel('Message to Ann').inputValue()).toBe('Let me se');
  });

  it('keeps what could not be sent, and sends it once when it can', async () => {
    await kim.route('**/messages', (route) => route.abort());
    await write(ann(), 'Ann', 'Are you still there?');
    await ann().getByText('Not sent').waitFor();
    await kim.unroute('**/messages');
    await ann().getByRole('button', { name: 'Send again' }).click();
    await ann().locator('[data-seq="3"]').waitFor();
    expect((await said(ann())).filter((text) => text === 'Are you still there?')).toHaveLength(1);
  });

  it('shows hostile names and messages as the text that they are', async () => {
    for (const text of hostile) await at.say(chat, text);
    await ann()
      .locator(`[data-seq="${3 + hostile.length}"]`)
      .waitFor();
    expect((await said(ann())).slice(-hostile.length)).toEqual(hostile);
    await at.requestChat('<img src=x onerror=alert(2)>', '<script>alert(3)</script>');
    await kim
      .getByRole('article', { name: '<img src=x onerror=alert(2)>' })
      .getByText('<script>alert(3)</script>')
      .waitFor();
    expect(await ann().locator('a[href^="javascript:"]').count()).toBe(0);
    expect(at.complaints).toEqual([]);
    await at.picture(kim, 'conversation');
  });

  it('ends with a note, and counts', async () => {
    await kim.getByRole('button', { name: 'End the chat of Ann' }).click();
    await kim.getByLabel('Session note (optional)').fill('Logged in again.');
    await kim.getByRole('button', { name: 'End chat' }).click();
    await ann().waitFor({ state: 'detached' });
    await kim.getByText('Ended today 1').waitFor();
  });
});
