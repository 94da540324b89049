import type { Locator, Page } from 'playwright-core';
import { accessibilityFaults, outOfSight } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { codeLoaded } from './first-view.support';
import { assign, choose, column } from './workspace.support';

jest.setTimeout(240_000);

/** Of the letters in fields, in pixels: what is smaller makes a phone zoom in. */
const sizesOfFields = `matchMedia('(pointer: coarse)').matches &&
  [...document.querySelectorAll('input, textarea')].map((each) => parseFloat(getComputedStyle(each).fontSize))`;

describeInBrowser('what agents see', () => {
  let at: BrowserAtWork;
  let kim: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    kim = await at.open();
  });
  afterAll(() => at.end());

  const isFaultless = async (page: Page, name: string): Promise<void> => {
    expect(await accessibilityFaults(page, { picture: name })).toEqual([]);
  };

  it('begins with a sign-in, also after a wrong password', async () => {
    await kim.getByLabel('Email').waitFor();
    await isFaultless(kim, 'sign-in');
    const touch = await kim.context().newCDPSession(kim);
    await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    expect(await kim.evaluate(sizesOfFields)).toEqual([16, 16]);
    await touch.detach();
    await kim.getByLabel('Email').fill('kim@demo.example');
    await kim.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await kim.keyboard.press('Enter');
    await kim.getByText('The email or the password is wrong.').waitFor();
    expect(await accessibilityFaults(kim)).toEqual([]);
  });

  it('has dialogs to end a chat, to pass it on, and to ask why, each left by Escape', async () => {
    kim = await at.signedIn('Kim');
    const lee = await at.signedIn('Lee');
    await lee.getByText('Connected', { exact: true }).waitFor();
    await at.requestChat('Ann', 'Hello');
    await assign(kim, 'Ann').click();
    await column(kim, 'Ann').waitFor();
    const end = kim.getByRole('button', { name: 'End the chat of Ann' });
    const more = kim.getByRole('button', { name: 'More for the chat of Ann' });
    const open: [string, () => Promise<void>, string, Locator][] = [
      ['end', () => end.click(), 'Session note (optional)', end],
      ['transfer', () => choose(kim, 'Ann', 'Transfer …'), 'Lee', more],
      ['why-me-claimed', () => choose(kim, 'Ann', 'Why me?'), 'Kim', more],
    ];
    for (const [name, press, shown, from] of open) {
      await press();
      await kim.getByRole('dialog').getByText(shown).first().waitFor();
      await isFaultless(kim, name);
      await kim.keyboard.press('Escape');
      await kim.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await from.and(kim.locator(':focus')).count()).toBe(1);
    }
  });

  it('fits a phone: nothing scrolls sideways, and everything can be reached', async () => {
    await at.requestChat('Bob', 'Where is my order with the rather long number 0123456789-0123456789-0123456789?');
    const phone = await at.signedIn('Kim', '/', 360, 740);
    const fits = async (name: string): Promise<void> => {
      expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(360);
      expect(await phone.evaluate(outOfSight)).toEqual([]);
      await isFaultless(phone, name);
    };
    await assign(phone, 'Bob').waitFor();
    await fits('phone-waiting');
    // Whoever takes a chat is shown it.
    await assign(phone, 'Bob').click();
    await column(phone, 'Bob').getByLabel('Message to Bob').waitFor();
    await fits('phone-chats');
    await phone.getByRole('link', { name: 'Check', exact: true }).first().click();
    await phone.getByText('No message is left to answer.').waitFor();
    await fits('phone-check');
  });

  it('leave the keyboard where the work goes on', async () => {
    const composer = (name: string) => column(kim, name).getByLabel(`Message to ${name}`).and(kim.locator(':focus'));
    const cho = await at.requestChat('Cho', 'Hello');
    await assign(kim, 'Cho').focus();
    await kim.keyboard.press('Enter');
    await composer('Cho').waitFor();
    await kim.keyboard.type('One moment');
    expect(await composer('Cho').inputValue()).toBe('One moment');
    await at.standalone.call('POST', `intake/chats/${cho.chatId}/cancel`, cho.token, {});
    // What is typed on, as by somebody who has not noticed, goes to nobody else.
    await column(kim, 'Cho').and(kim.locator(':focus')).getByText('Cho has left the chat.').waitFor();
    await kim.keyboard.type('for you');
    await kim.keyboard.press('Enter');
    for (const name of ['Bob', 'Ann'])
      expect(await column(kim, name).getByLabel(`Message to ${name}`).inputValue()).toBe('');
    await isFaultless(kim, 'chat-that-left');
    await kim.getByRole('button', { name: 'Close the chat of Cho' }).focus();
    await kim.keyboard.press('Enter');
    await column(kim, 'Bob').and(kim.locator(':focus')).waitFor();
    for (const name of ['Bob', 'Ann']) {
      await kim.getByRole('button', { name: `End the chat of ${name}` }).focus();
      await kim.keyboard.press('Enter');
      const end = kim.getByRole('dialog').getByRole('button', { name: 'End chat' });
      await end.focus();
      await kim.keyboard.press('Enter');
      await column(kim, name).waitFor({ state: 'detached' });
      if (name === 'Bob') await composer('Ann').waitFor();
    }
    await kim.getByRole('region', { name: 'My chats' }).and(kim.locator(':focus')).waitFor();
  });

  it('count how long somebody waits by the clock of the server, however wrong theirs is', async () => {
    await kim.addInitScript('{ const now = Date.now; Date.now = () => now() - 600_000; }');
    await kim.reload();
    await at.requestChat('Dan', 'Hello');
    await kim
      .locator('[data-chat]')
      .getByText(/^0:(?!00)\d\d$/)
      .waitFor();
  });

  it('load at most 250 kB of code for the first view, with people waiting and chats, in the larger language', async () => {
    await assign(kim, 'Dan').click();
    await column(kim, 'Dan').waitFor();
    await at.requestChat('Eve', 'Hello');
    await kim.evaluate(`localStorage.setItem('switchboard.language', 'ko')`);
    await kim.reload();
    await kim.locator('[data-chat]').getByText('Hello').waitFor();
    // All that is written in is there as well.
    await kim.locator('article textarea[aria-autocomplete]').waitFor();
    const loaded = await codeLoaded(kim);
    expect(loaded).toBeGreaterThan(200);
    expect(loaded).toBeLessThan(250);
  });

  it('fits a phone for managers too', async () => {
    const phone = await at.signedIn('Manager', '/manager/board', 360, 740);
    for (const page of ['board', 'method', 'agents', 'channels', 'response', 'replies']) {
      await phone.goto(new URL(`/manager/${page}`, at.standalone.url).href);
      await phone.getByRole('heading', { level: 1 }).waitFor();
      expect([page, await phone.evaluate('document.documentElement.scrollWidth')]).toEqual([page, 360]);
      expect([page, await phone.evaluate(outOfSight)]).toEqual([page, []]);
    }
    expect(at.complaints).toEqual([]);
  });
});
