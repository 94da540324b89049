import type { Page } from 'playwright-core';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { column } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('an agent who ends a chat', () => {
  let at: BrowserAtWork;
  let kim: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    kim = await at.onDuty('Kim');
  });
  afterAll(() => at.end());

  it('which the customer has left a moment before has the note kept, and is told where', async () => {
    const ann = await at.requestChat('Ann', 'Hello');
    await column(kim, 'Ann').waitFor();
    await kim.getByRole('button', { name: 'End the chat of Ann' }).click();
    await kim.getByLabel('Session note (optional)').fill('Parcel sent again.');
    // On its way when the customer leaves: the page has seen nothing of that.
    await kim.route('**/end', async (route) => {
      await at.leaves(ann);
      await route.continue();
    });
    await kim.getByRole('button', { name: 'End chat' }).click();
    await kim.getByText('Your note about the chat of Ann is among its notes.').waitFor();
    await column(kim, 'Ann').waitFor({ state: 'detached' });
    const path = `intake/chats/${ann.chatId}/notes`;
    const notes = await at.standalone.call('GET', path, await at.standalone.logIn('Lee'));
    expect(notes.body).toMatchObject({ items: [{ author: { name: 'Kim' }, text: 'Parcel sent again.' }] });
    expect(at.complaints).toEqual([]);
  });

  it('that goes on has the note with the end, and nowhere else', async () => {
    await kim.unroute('**/end');
    const bob = await at.requestChat('Bob', 'Hello');
    await column(kim, 'Bob').waitFor();
    // By the keyboard: the news of the chat lies over the button for a while.
    await kim.getByRole('button', { name: 'End the chat of Bob' }).focus();
    await kim.keyboard.press('Enter');
    await kim.getByLabel('Session note (optional)').fill('Solved.');
    await kim.getByRole('button', { name: 'End chat' }).click();
    await column(kim, 'Bob').waitFor({ state: 'detached' });
    const token = await at.standalone.logIn('Lee');
    const decisions = await at.standalone.call('GET', `routing/chats/${bob.chatId}/decisions`, token);
    expect(decisions.body).toMatchObject({ items: [{}, { kind: 'ended', reason: 'Solved.' }] });
    const notes = await at.standalone.call('GET', `intake/chats/${bob.chatId}/notes`, token);
    expect(notes.body).toMatchObject({ items: [] });
  });

  it('has each note kept once, although answers are lost and the note is changed after that', async () => {
    const cho = await at.requestChat('Cho', 'Hello');
    await column(kim, 'Cho').waitFor();
    await kim.getByRole('button', { name: 'End the chat of Cho' }).focus();
    await kim.keyboard.press('Enter');
    await at.leaves(cho);
    await column(kim, 'Cho').getByText('Cho has left the chat.').waitFor();
    const note = kim.getByLabel('Session note (optional)');
    const keep = kim.locator('button:enabled', { hasText: 'End chat' });
    const lost = async (): Promise<void> => {
      const failed = kim.waitForEvent('requestfailed');
      await keep.press('Enter');
      await failed;
    };
    await kim.route('**/notes', (route) => route.fetch().then(() => route.abort()), { times: 2 });
    await note.fill('Parcel sent.');
    await lost();
    await lost();
    await note.fill('Parcel sent again.');
    await keep.press('Enter');
    await kim.getByText('Your note about the chat of Cho is among its notes.').waitFor();
    const token = await at.standalone.logIn('Lee');
    const path = `intake/chats/${cho.chatId}/notes`;
    const notes = await at.standalone.call<{ items: { text: string }[] }>('GET', path, token);
    expect(notes.body.items.map(({ text }) => text).sort()).toEqual(['Parcel sent again.', 'Parcel sent.']);
  });
});
