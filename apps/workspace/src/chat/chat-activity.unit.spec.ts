import { clientsFor } from '../api/clients';
import { BrowserUnderTest, settled } from '../test-support/browser.support.spec';
import { ChatActivity } from './chat-activity';
import { emptyTranscript, received, sending, type Transcript } from './transcript';
import { isSaid, Typing } from './typing';

const [typingPath, readPath] = ['/api/v1/intake/chats/c/typing', '/api/v1/intake/chats/c/read'];
const onRead = jest.fn();
let browser: BrowserUnderTest;
let activity: ChatActivity;
let known: Transcript;
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  jest.clearAllMocks();
  browser = new BrowserUnderTest();
  known = emptyTranscript;
  activity = new ChatActivity(clientsFor(() => 'secret').intake, onRead, () => known);
});
afterEach(() => {
  browser.close();
  jest.useRealTimers();
});
const asked = async (): Promise<string[]> => {
  await settled();
  return browser.asked.map(({ path }) => path);
};
const bodyOf = (path: string): Promise<unknown> => browser.take(path).request.json();

describe('that the reader is typing', () => {
  it('is told at most once in 3 seconds, and without a word of it', async () => {
    for (let letter = 0; letter < 5; letter += 1) activity.types('c', 'first');
    expect(await asked()).toEqual([typingPath]);
    expect(await bodyOf(typingPath)).toEqual({ assignmentId: 'first' });
    jest.advanceTimersByTime(2_999);
    activity.types('c');
    expect(await asked()).toEqual([]);
    jest.advanceTimersByTime(1);
    activity.types('c');
    expect(await asked()).toEqual([typingPath]);
  });

  it('is told at once of the next message, and of another chat', async () => {
    activity.types('c');
    activity.wrote('c');
    activity.types('c');
    activity.types('d');
    expect(await asked()).toEqual([typingPath, typingPath, typingPath.replace('/c/', '/d/')]);
  });
});

describe('what the reader is typing behind', () => {
  const message = { messageId: 'm', text: 'Hi', sentAt: '2026-01-05T08:00:00.000Z' };
  const said = received(emptyTranscript, [{ ...message, chatId: 'c', seq: 2, author: { kind: 'customer', id: 'x' } }]);

  it.each<[string, Transcript, object]>([
    ['is the last message that they know', said, { seq: 2 }],
    ['is not told while an own message, which will be behind it, is on its way', sending(said, message), {}],
    ['is not told where they know none', emptyTranscript, {}],
  ])('%s', async (_, transcript, body) => {
    known = transcript;
    activity.types('c');
    await asked();
    expect(await bodyOf(typingPath)).toEqual(body);
  });
});

describe('what the reader has seen', () => {
  it('is told once for what is seen at once, and as far as it goes', async () => {
    for (const seq of [3, 5, 4]) activity.saw('c', seq, 'first');
    expect(await asked()).toEqual([]);
    jest.advanceTimersByTime(300);
    expect(await asked()).toEqual([readPath]);
    expect(await bodyOf(readPath)).toEqual({ seq: 5, assignmentId: 'first' });
    activity.saw('c', 5);
    jest.advanceTimersByTime(300);
    expect(await asked()).toEqual([]);
  });

  it('moves the marks to where intake has them', async () => {
    activity.saw('c', 5);
    jest.advanceTimersByTime(300);
    await asked();
    browser.take(readPath).answer(200, { customer: 5, agent: 7 });
    await settled();
    expect(onRead.mock.calls).toEqual([['c', { customer: 5, agent: 7 }]]);
  });

  it('is told again where it could not be told', async () => {
    activity.saw('c', 5);
    jest.advanceTimersByTime(300);
    await asked();
    browser.take(readPath).answer(503, {});
    await settled();
    jest.advanceTimersByTime(5_300);
    expect(await asked()).toEqual([readPath]);
    expect(onRead).not.toHaveBeenCalled();
  });

  it('is told as far as it goes by then, and by the newest assignment, where an earlier telling failed', async () => {
    activity.saw('c', 5, 'first');
    jest.advanceTimersByTime(300);
    await asked();
    activity.saw('c', 7, 'first');
    activity.saw('c', 7, 'second');
    browser.take(readPath).answer(503, {});
    await settled();
    jest.advanceTimersByTime(5_000);
    expect(await asked()).toEqual([readPath]);
    const retry = browser.take(readPath);
    expect(await retry.request.json()).toEqual({ seq: 7, assignmentId: 'second' });
    retry.answer(200, { customer: null, agent: 7 });
    await settled();
    jest.advanceTimersByTime(60_000);
    expect(await asked()).toEqual([]);
  });

  it('is told behind what is being told, once that is answered', async () => {
    activity.saw('c', 5);
    jest.advanceTimersByTime(300);
    await asked();
    activity.saw('c', 7);
    jest.advanceTimersByTime(300);
    expect(await asked()).toEqual([readPath]);
    browser.take(readPath).answer(200, { customer: 5, agent: null });
    await settled();
    jest.advanceTimersByTime(300);
    await asked();
    expect(await bodyOf(readPath)).toEqual({ seq: 7 });
  });

  it('is told again where intake has not heard of the assignment yet', async () => {
    activity.saw('c', 5, 'new');
    jest.advanceTimersByTime(300);
    await asked();
    browser.take(readPath).answer(409, { code: 'CHAT.ASSIGNMENT_NOT_SEEN' });
    await settled();
    jest.advanceTimersByTime(5_000);
    await asked();
    expect(await bodyOf(readPath)).toEqual({ seq: 5, assignmentId: 'new' });
  });

  it('is told by the new assignment where the former one was refused meanwhile', async () => {
    activity.saw('c', 5, 'former');
    jest.advanceTimersByTime(300);
    await asked();
    activity.saw('c', 5, 'new');
    browser.take(readPath).answer(403, { code: 'CHAT.ASSIGNMENT_SUPERSEDED' });
    await settled();
    jest.advanceTimersByTime(300);
    await asked();
    expect(await bodyOf(readPath)).toEqual({ seq: 5, assignmentId: 'new' });
  });

  it('is not told again where the chat is another agent’s now, unless the reader sees it again', async () => {
    activity.saw('c', 5, 'former');
    jest.advanceTimersByTime(300);
    await asked();
    browser.take(readPath).answer(403, { code: 'CHAT.ASSIGNMENT_SUPERSEDED' });
    await settled();
    jest.advanceTimersByTime(60_000);
    expect(await asked()).toEqual([]);
    activity.saw('c', 5, 'new');
    jest.advanceTimersByTime(300);
    await asked();
    expect(await bodyOf(readPath)).toEqual({ seq: 5, assignmentId: 'new' });
  });
});

describe('who is typing', () => {
  it('is so for 6 seconds after the last sign of it', () => {
    const typing = new Typing();
    const told = jest.fn();
    typing.listen(told);
    typing.heard('c', 'agent', 3);
    jest.advanceTimersByTime(5_000);
    typing.heard('c', 'agent', 3);
    jest.advanceTimersByTime(5_999);
    expect([typing.behind('c', 'agent'), typing.behind('c', 'customer'), typing.behind('d', 'agent')]).toEqual([
      3,
      undefined,
      undefined,
    ]);
    jest.advanceTimersByTime(1);
    expect([typing.behind('c', 'agent'), told.mock.calls.length]).toEqual([undefined, 3]);
  });

  it('has said it once a later message of that side is there, whichever of the two came first', () => {
    const message = (seq: number, kind: 'customer' | 'agent') => ({
      ...{ messageId: `m${seq}`, chatId: 'c', seq, author: { kind, id: 'x' } },
      ...{ text: 'Hi', sentAt: '2026-01-05T08:00:00.000Z' },
    });
    const transcript = { ...emptyTranscript, messages: [message(1, 'agent'), message(2, 'customer')] };
    expect([0, 1, 2].map((behind) => isSaid(transcript, 'agent', behind))).toEqual([true, false, false]);
    expect(isSaid(undefined, 'agent', 0)).toBe(false);
  });
});
