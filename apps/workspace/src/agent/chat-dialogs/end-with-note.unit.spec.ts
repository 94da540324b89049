import { type BrowserUnderTest, settled } from '../../test-support/browser.support.spec';
import { eachInBrowser } from '../../test-support/each-in-browser.support.spec';
import type { ChatOfDialog } from './chat-of-dialog';

type Ending = typeof import('./end-with-note');

const chat = { id: 'c' } as ChatOfDialog;
const note = { noteId: 'n', text: 'Solved.' };
let browser: BrowserUnderTest;
let { endWithNote }: Ending = {} as never;

eachInBrowser((own) => {
  browser = own;
  jest.isolateModules(() => ({ endWithNote } = jest.requireActual<Ending>('./end-with-note')));
});

/** Asks to end the chat, which is done. */
async function ended(): Promise<{ isNoteBeside: Promise<boolean> }> {
  const isNoteBeside = endWithNote(chat, note);
  await settled();
  browser.take('/api/v1/routing/chats/c/end').answer(200, {});
  await settled();
  return { isNoteBeside };
}
const decisions = () => browser.take('/api/v1/routing/chats/c/decisions');
const reason = (text: string) => ({ items: [{ kind: 'assigned' }, { kind: 'ended', reason: text }] });

describe('an end with a note', () => {
  it('is done where the note stands with it', async () => {
    const { isNoteBeside } = await ended();
    decisions().answer(200, reason(note.text));
    expect([await isNoteBeside, browser.asked]).toEqual([false, []]);
  });

  it.each<[string, number, object]>([
    ['something else stands with it', 200, reason('Another.')],
    ['what stands with it cannot be read', 503, { code: 'SERVER.UNAVAILABLE' }],
  ])('has the note beside the others where %s', async (_, status, body) => {
    const { isNoteBeside } = await ended();
    decisions().answer(status, body);
    await settled();
    const added = browser.take('/api/v1/intake/chats/c/notes');
    expect(await added.request.json()).toEqual(note);
    added.answer(201, note);
    expect(await isNoteBeside).toBe(true);
  });
});
