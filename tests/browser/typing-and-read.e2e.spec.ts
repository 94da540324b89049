import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';

jest.setTimeout(240_000);

/** From here on the page believes that it is hidden whenever `hide` has said so, also after a reload. */
const asIfHidden = `Object.defineProperty(document, 'visibilityState', {
  get: () => (sessionStorage.getItem('hidden') ? 'hidden' : 'visible'),
})`;
const hide = (page: Page) => page.evaluate(`sessionStorage.setItem('hidden', 'yes'); ${told}`);
const show = (page: Page) => page.evaluate(`sessionStorage.removeItem('hidden'); ${told}`);
const told = `document.dispatchEvent(new Event('visibilitychange'))`;

/** On this page no sign of typing runs out, as it else does after 6 seconds: only the message can end it. */
const typingLasts = `{
  const later = setTimeout;
  globalThis.setTimeout = (run, ms, ...rest) => later(run, ms === 6_000 ? 2 ** 30 : ms, ...rest);
}`;

describeInBrowser('typing and read marks', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let ann: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    for (const script of [asIfHidden, typingLasts]) await kim.addInitScript(script);
    await kim.reload();
    ann = await at.open(`/chat#${at.standalone.demo.publishableKey}`, 360, 740);
    await ann.getByLabel('Your name (optional)').fill('Ann');
    await ann.getByLabel('How can we help?').fill('Where is my order?');
    await ann.getByRole('button', { name: 'Ask for an agent' }).click();
    await kim.getByRole('button', { name: 'Assign the chat of Ann to me' }).click();
    await ann.getByText('You talk with Kim.').waitFor();
  });
  afterAll(() => at.end());

  const column = (page = kim) => page.getByRole('article', { name: 'Ann' });
  const typing = (where: Pick<Page, 'locator'>) => where.locator('[data-typing]');
  const bubble = (where: Pick<Page, 'locator'>, seq: number) => where.locator(`[data-seq="${seq}"]`);
  const unread = (page: Page, words: string) => column(page).getByLabel(words, { exact: true });
  const write = (text: string) => ann.getByLabel('Message to Kim').pressSequentially(text);
  const send = async (text: string): Promise<void> => {
    await write(text);
    await ann.keyboard.press('Enter');
  };

  it('each is shown that the other is typing: until the message comes, or for a while', async () => {
    await write('It was to come');
    await typing(column()).getByText('Ann is typing').waitFor();
    await column().getByRole('status').filter({ hasText: 'Ann is typing' }).waitFor({ state: 'attached' });
    // The browsers here ask for less motion.
    expect(await kim.evaluate(`document.querySelector('[data-typing]').getAnimations({ subtree: true }).length`)).toBe(
      0,
    );
    await send(' yesterday.');
    await bubble(column(), 1).getByText('It was to come yesterday.').waitFor();
    await typing(column()).waitFor({ state: 'detached' });
    expect(await column().getByRole('status').filter({ hasText: 'is typing' }).count()).toBe(0);
    await column().getByLabel('Message to Ann').pressSequentially('Let me');
    await typing(ann).getByText('Kim is typing').waitFor();
    await at.picture(ann, 'customer-typing');
    expect(await ann.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await typing(ann).waitFor({ state: 'detached' });
  });

  it('each reads under their own words that the other has read them', async () => {
    await bubble(ann, 1).getByText('· Read').waitFor();
    await column().getByLabel('Message to Ann').fill('It is on its way.');
    await kim.keyboard.press('Enter');
    await bubble(column(), 2).getByText('· Read').waitFor();
  });

  it('what comes to a hidden page stays unread, over a reload too', async () => {
    await hide(kim);
    for (const text of ['When?', 'Hello?']) await send(text);
    await unread(kim, '2 new messages').waitFor();
    // Had the page told that it was read, it would not be unread to one that knows nothing yet.
    await kim.reload();
    await unread(kim, '2 new messages').waitFor();
    expect(await bubble(ann, 4).innerText()).toContain('· Sent');
  });

  it('whoever then looks is shown where it begins to be new, and the other that it was read', async () => {
    await show(kim);
    await bubble(ann, 4).getByText('· Read').waitFor();
    await unread(kim, '2 new messages').waitFor({ state: 'detached' });
    const texts = await column().getByRole('log').innerText();
    const order = ['It is on its way.', 'New messages', 'When?', 'Hello?'].map((text) => texts.indexOf(text));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(await accessibilityFaults(kim, { picture: 'new-messages' })).toEqual([]);
    expect(await accessibilityFaults(ann)).toEqual([]);
    await column().getByLabel('Message to Ann').fill('Tomorrow.');
    await kim.keyboard.press('Enter');
    await column().getByText('New messages').waitFor({ state: 'detached' });
  });

  it('what an agent reads in one place is read in the other', async () => {
    await hide(kim);
    await send('Thank you!');
    await unread(kim, '1 new message').waitFor();
    const elsewhere = await at.signedIn('Kim');
    await column(elsewhere).getByText('Thank you!').waitFor();
    await unread(kim, '1 new message').waitFor({ state: 'detached' });
    expect(at.complaints).toEqual([]);
  });
});
