import { eventually } from '@switchboard/testing';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { hostile } from './hostile.support';
import { hide, listenToNews, told } from './news.support';
import { assign, choose, column, end, figure, said, write } from './workspace.support';

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
    await end(kim, 'Ann', 'Logged in again.');
    await kim.getByText('Ended today 1').waitFor();
  });

  it('that the customer leaves can be read on, with what was being written, and noted about, until it is closed', async () => {
    const gil = await at.requestChat('Gil', 'Hello');
    const own = column(kim, 'Gil');
    await own.getByLabel('Message to Gil').fill('One mom');
    const before = await figure(kim, 'in-progress').innerText();
    await at.say(gil, 'Never mind, it works.');
    await at.standalone.call('POST', `intake/chats/${gil.chatId}/cancel`, gil.token, {});
    const isKept = async (): Promise<void> => {
      await own.getByText('Gil has left the chat.').waitFor();
      await own.getByText('Never mind, it works.').waitFor();
      expect(await own.getByLabel('What you were writing').inputValue()).toBe('One mom');
      expect(await own.getByLabel('Message to Gil').count()).toBe(0);
      expect(await figure(kim, 'in-progress').innerText()).not.toBe(before);
    };
    await isKept();
    await kim.reload();
    await isKept();
    await own.getByRole('button', { name: 'Add note about the chat of Gil' }).click();
    await kim.getByRole('dialog').getByLabel('Note for colleagues').fill('Solved by himself.');
    await kim.keyboard.press('Control+Enter');
    await kim.getByRole('dialog').getByText('Solved by himself.', { exact: true }).and(kim.locator('li *')).waitFor();
    expect(await accessibilityFaults(kim)).toEqual([]);
    await kim.keyboard.press('Escape');
    await own.getByRole('button', { name: 'Close the chat of Gil' }).click();
    await own.waitFor({ state: 'detached' });
    await kim.reload();
    await column(kim, 'Eve').waitFor();
    expect(await own.count()).toBe(0);
  });

  it('that a manager gives to a colleague says so', async () => {
    const lee = await at.signedIn('Lee');
    await lee.getByText('Connected', { exact: true }).waitFor();
    const { chatId } = await at.requestChat('Hal', 'Hello');
    await column(kim, 'Hal').waitFor();
    const token = await at.standalone.logIn('Manager');
    const agents = await at.standalone.call<{ items: { id: string; name: string }[] }>('GET', 'routing/agents', token);
    const agentId = agents.body.items.find(({ name }) => name === 'Lee')?.id;
    const moved = await at.standalone.call('POST', `routing/chats/${chatId}/transfer`, token, { agentId });
    expect(moved.status).toBe(200);
    await column(kim, 'Hal').getByText('The chat of Hal is now with Lee.').waitFor();
    await column(lee, 'Hal').getByText('Hello').waitFor();
    await kim.getByRole('button', { name: 'Close the chat of Hal' }).click();
    await lee.context().close();
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
