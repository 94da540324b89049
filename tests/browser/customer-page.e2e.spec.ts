import type { Page, Route } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { focused } from './customer-panel.support';
import { assign, column, said, write } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('a customer on a phone, and an agent', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let ann: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    ann = await at.open(at.customerPage, 360, 740);
  });
  afterAll(() => at.end());
  const kimsColumn = () => column(kim, 'Ann');

  it('reads English where the Korean words cannot be loaded, and Korean once they can', async () => {
    await ann.getByRole('button', { name: 'Ask for an agent' }).waitFor();
    await ann.route('**/assets/ko-*.js', (route) => route.abort());
    await choose(ann, /^English/, '한국어');
    await ann.getByText('Something went wrong here. Reload the page.').waitFor();
    await ann.reload();
    await ann.getByRole('button', { name: 'Ask for an agent' }).waitFor();
    await ann.unroute('**/assets/ko-*.js');
    await ann.reload();
    await ann.getByRole('button', { name: '상담 요청' }).waitFor();
    await choose(ann, /^한국어/, 'English');
  });

  it('reads Korean where that is wanted, also at the next visit', async () => {
    await choose(ann, /^English/, '한국어');
    await ann.getByRole('button', { name: '상담 요청' }).waitFor();
    await ann.reload();
    await ann.getByRole('button', { name: '상담 요청' }).waitFor();
    expect(await ann.evaluate('document.documentElement.lang')).toBe('ko');
    await choose(ann, /^한국어/, 'English');
  });

  it('reads at the field that blanks are no question, in the language of the page', async () => {
    const question = ann.locator('textarea[name="text"]');
    await question.fill('   ');
    await ann.getByRole('button', { name: 'Ask for an agent' }).click();
    await ann.getByText('Write here what you would like to ask.').waitFor();
    expect(await focused(ann)).toContain('aria-invalid="true"');
    expect(await accessibilityFaults(ann)).toEqual([]);
    await choose(ann, /^English/, '한국어');
    await ann.getByText('문의하실 내용을 여기에 적어 주세요.').waitFor();
    await choose(ann, /^한국어/, 'English');
    await question.fill('Where');
    await ann.getByText('Write here what you would like to ask.').waitFor({ state: 'detached' });
  });

  it('asks for an agent, and is told that no answer came', async () => {
    await ann.getByLabel('Your name (optional)').fill('Ann');
    await ann.getByLabel('How can we help?').fill('Where is my order?');
    expect(await accessibilityFaults(ann, { picture: 'customer-ask' })).toEqual([]);
    const losingTheAnswer = async (route: Route): Promise<void> => {
      await route.fetch();
      await route.abort();
    };
    await ann.route('**/intake/chats', losingTheAnswer, { times: 1 });
    await ann.getByRole('button', { name: 'Ask for an agent' }).click();
    await ann.getByText('It is not known whether your request has arrived.').waitFor();
  });

  it('has asked once where the answer was lost, also after another try in another language and a reload', async () => {
    const question = () => ann.locator('textarea[name="text"]');
    expect(await question().getAttribute('readonly')).not.toBeNull();
    await choose(ann, /^English/, '한국어');
    await ann.reload();
    expect(await question().inputValue()).toBe('Where is my order?');
    await ann.getByRole('button', { name: '상담 요청' }).click();
    await ann.getByText('대기 순서는 1번째입니다.').waitFor();
    expect(await focused(ann)).toContain('role="status"');
    await choose(ann, /^한국어/, 'English');
    await ann.getByText('You have place 1 in the waiting list.').waitFor();
    await assign(kim, 'Ann').waitFor();
    expect(await kim.locator('[data-chat]').count()).toBe(1);
  });

  it('hears who answers, and talks with the agent', async () => {
    await assign(kim, 'Ann').click();
    await ann.getByText('You talk with Kim.').waitFor();
    await write(kimsColumn(), 'Ann', 'On its way, Ann.');
    await ann.getByText('On its way, Ann.').waitFor();
    await write(ann, 'Kim', 'Thank you!');
    await kimsColumn().getByText('Thank you!').waitFor();
    expect(await accessibilityFaults(ann, { picture: 'customer-chat' })).toEqual([]);
  });

  it('has the same conversation after a reload, and nothing scrolls sideways', async () => {
    await ann.reload();
    await ann.getByText('You talk with Kim.').waitFor();
    await ann.locator('[data-seq="2"]').waitFor();
    expect(await said(ann)).toEqual(['Where is my order?', 'On its way, Ann.', 'Thank you!']);
    expect(await ann.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('leaves; the chat ends for the agent too, and another may be asked for', async () => {
    await ann.getByRole('button', { name: 'Leave' }).click();
    const dialog = ann.getByRole('dialog', { name: 'Leave?' });
    await dialog.getByText('The chat ends.').waitFor();
    expect(await accessibilityFaults(ann)).toEqual([]);
    await ann.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await ann.getByText('You talk with Kim.').waitFor();
    await ann.getByRole('button', { name: 'Leave' }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await ann.getByText('You have left the chat.').waitFor();
    await kimsColumn().getByText('Ann has left the chat.').waitFor();
    expect(await focused(ann)).toContain('Ask again');
    await ann.keyboard.press('Enter');
    await ann.getByLabel('How can we help?').waitFor();
    expect(await focused(ann)).toContain('<textarea');
  });

  it('is told why a chat is gone that the server opens no more, whatever the clock says', async () => {
    await ann.getByLabel('How can we help?').fill('Are you there?');
    await ann.getByRole('button', { name: 'Ask for an agent' }).click();
    await ann.getByText('You have place 1 in the waiting list.').waitFor();
    await changeKept(ann, { tokenExpiresAt: '2020-01-01T00:00:00.000Z' });
    await ann.reload();
    await ann.getByText('You have place 1 in the waiting list.').waitFor();
    // The page asks for another token at once, and keeps it.
    await ann.waitForFunction(`!JSON.stringify(localStorage).includes('2020-01-01')`);
    await changeKept(ann, { token: 'of.nobody.known' });
    await ann.reload();
    await ann.getByText('Your last chat cannot be opened here any more.').waitFor();
    expect(await focused(ann)).toContain('<textarea');
    expect(await accessibilityFaults(ann)).toEqual([]);
    expect(at.complaints).toEqual([]);
  });
});

async function choose(page: Page, now: RegExp, next: string): Promise<void> {
  await page.getByRole('button', { name: now }).click();
  await page.getByRole('menuitem', { name: next }).click();
}

/** Changes what the browser keeps of the customer's chat. */
async function changeKept(page: Page, change: object): Promise<void> {
  await page.evaluate(`{
    const key = Object.keys(localStorage).find((each) => each.startsWith('switchboard.chat.'));
    const kept = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({ ...kept, ...${JSON.stringify(change)} }));
  }`);
}
