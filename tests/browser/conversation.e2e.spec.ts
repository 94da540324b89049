import { eventually } from '@switchboard/testing';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { hostile } from './hostile.support';
import { hide, listenToNews, told } from './news.support';
import { assign, choose, column, figure, said, write } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('a conversation under automatic assignment', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let chat: { chatId: string; token: string };
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    kim = await at.onDuty('Kim');
    await listenToNews(kim);
    await kim.reload();
    // Browsers let a page sound once somebody has done something on it.
    await kim.getByText('Available', { exact: true }).click();
    await kim.getByText('Connected', { exact: true }).waitFor();
  });
  afterAll(() => at.end());
  const ann = () => column(kim, 'Ann');
  const texts = () => ann().locator('[data-seq]').allInnerTexts();

  it('comes to the agent by itself, with what was asked, and calls who does not look, by the name', async () => {
    await hide(kim, true);
    chat = await at.requestChat('Ann', 'Hello, is anybody there?');
    await ann().getByText('Hello, is anybody there?').waitFor();
    await kim.getByText('New chat: Ann').waitFor();
    await eventually(async () => expect((await told(kim)).sort()).toEqual(['New chat: Ann', 'sound, running']));
    await hide(kim, false);
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

  const unread = (count: string) => kim.getByRole('link', { name: `Workspace ${count}`, exact: true });

  it('is heard and counted on another page as well', async () => {
    await kim.getByRole('link', { name: 'Check', exact: true }).click();
    await kim.getByRole('heading', { name: 'Left messages' }).waitFor();
    const before = await told(kim);
    await at.say(chat, 'Are you still there?');
    await unread('1 new message').waitFor();
    await figure(kim, 'unread').and(kim.getByLabel('1 new message')).waitFor();
    expect(await kim.title()).toBe('(1) Left messages · Switchboard');
    await eventually(async () => expect(await told(kim)).toEqual([...before, 'sound, running']));
    expect(await accessibilityFaults(kim)).toEqual([]);
    await unread('1 new message').click();
    await unread('1 new message').waitFor({ state: 'detached' });
    expect(await kim.title()).toBe('Workspace · Switchboard');
  });

  it('is counted where its column is out of sight', async () => {
    for (const name of ['Cho', 'Dan']) {
      await at.requestChat(name, 'Hello');
      await column(kim, name).waitFor();
    }
    const eve = await at.requestChat('Eve', 'Hello');
    await unread('2 new messages').waitFor();
    await at.say(eve, 'Hello?');
    await unread('3 new messages').waitFor();
    await column(kim, 'Eve').getByLabel('Message to Eve').focus();
    await kim.getByRole('link', { name: 'Workspace', exact: true }).waitFor();
  });

  it('ends with a note, and counts', async () => {
    await kim.getByRole('button', { name: 'End the chat of Ann' }).click();
    await kim.getByLabel('Session note (optional)').fill('Logged in again.');
    await kim.getByRole('button', { name: 'End chat' }).click();
    await ann().waitFor({ state: 'detached' });
    await kim.getByText('Ended today 1').waitFor();
  });

  it('which the agent takes by themselves is no news to them', async () => {
    await kim.getByText('Busy', { exact: true }).click();
    await hide(kim, true);
    const before = await told(kim);
    await at.requestChat('Fay', 'Hello');
    await assign(kim, 'Fay').click();
    await column(kim, 'Fay').getByText('Hello').waitFor();
    expect(await told(kim)).toEqual(before);
  });
});
