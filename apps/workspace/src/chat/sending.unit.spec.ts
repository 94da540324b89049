import { Refused } from '@switchboard/client';
import { QueryClient } from '@tanstack/react-query';
import type { Clients } from '../api/clients';
import type { ChatMessage } from '../api/types';
import { memoryStorage, type PageStorage } from '../app/browser-storage';
import type { Transcript } from './transcript';
import { transcriptKey, Transcripts } from './transcripts';
import { forgetAgentsWriting, Writing } from './writing';

const chatId = 'c';
interface Post {
  text: string;
  assignmentId: string | undefined;
  answer: () => Promise<void>;
  refuse: () => Promise<void>;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** An intake that answers when it is told to. */
class Intake {
  readonly posts: Post[] = [];
  private seq = 0;

  readonly POST = (_: string, { body }: { body: { messageId: string; text: string; assignmentId?: string } }) =>
    new Promise<{ data: ChatMessage }>((resolve, reject) => {
      const { messageId, text, assignmentId } = body;
      const answer = () => {
        const author = { kind: 'agent' as const, id: 'kim' };
        resolve({ data: { messageId, chatId, seq: this.seq++, author, text, sentAt: '2026-01-05T08:00:00.000Z' } });
        return settled().then(() => undefined);
      };
      const refuse = () => {
        reject(new Refused(503, {}));
        return settled().then(() => undefined);
      };
      this.posts.push({ text, assignmentId, answer, refuse });
    });
}

describe('sending messages', () => {
  let storage: PageStorage;
  let intake: Intake;
  let [client, transcripts]: [QueryClient, Transcripts] = [] as never;
  /** The page as it is after a reload: another cache, the same storage. */
  const open = (account = 'kim'): void => {
    client = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
    const writing = new Writing(`agent.${account}`, storage);
    transcripts = new Transcripts(client, intake as unknown as Clients['intake'], writing);
  };
  beforeEach(() => {
    [storage, intake] = [memoryStorage(), new Intake()];
    open();
  });
  const now = () => client.getQueryData<Transcript>(transcriptKey(chatId));
  const outgoing = () => now()?.outgoing.map(({ text, delivery }) => `${text} ${delivery}`);
  const posted = () => intake.posts.map(({ text }) => text);

  it('keeps the order in which they were written, however slow the answers are', async () => {
    for (const text of ['one', 'two']) void transcripts.send(chatId, text);
    expect([posted(), outgoing()]).toEqual([['one'], ['one sending', 'two sending']]);
    await intake.posts[0]?.answer();
    expect([posted(), outgoing()]).toEqual([['one', 'two'], ['two sending']]);
    await intake.posts[1]?.answer();
    expect(now()?.messages.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('stops at a failure until that message is sent again', async () => {
    const sent = transcripts.send(chatId, 'one', 'first');
    void transcripts.send(chatId, 'two', 'first');
    await intake.posts[0]?.refuse();
    expect(await sent).toBeInstanceOf(Refused);
    expect([posted(), outgoing()]).toEqual([['one'], ['one failed', 'two sending']]);
    void transcripts.resend(chatId, now()?.outgoing[0]?.messageId ?? '', 'second');
    expect(intake.posts[1]).toMatchObject({ text: 'one', assignmentId: 'second' });
    await intake.posts[1]?.answer();
    expect(posted()).toEqual(['one', 'one', 'two']);
  });

  it('goes on behind a message that is discarded', async () => {
    for (const text of ['one', 'two']) void transcripts.send(chatId, text);
    await intake.posts[0]?.refuse();
    void transcripts.discard(chatId, now()?.outgoing[0]?.messageId ?? '');
    expect([posted(), outgoing()]).toEqual([['one', 'two'], ['two sending']]);
  });

  it('goes on behind a message that has arrived after all, of which only the answer was lost', async () => {
    for (const text of ['one', 'two']) void transcripts.send(chatId, text);
    await intake.posts[0]?.refuse();
    const messageId = now()?.outgoing[0]?.messageId ?? '';
    const author = { kind: 'agent' as const, id: 'kim' };
    transcripts.hear({ messageId, chatId, seq: 0, author, text: 'one', sentAt: '2026-01-05T08:00:00.000Z' });
    expect([posted(), outgoing()]).toEqual([['one', 'two'], ['two sending']]);
  });

  it('keeps what was not sent over a reload, as not sent, for the same account only', async () => {
    for (const text of ['one', 'two']) void transcripts.send(chatId, text);
    await intake.posts[0]?.answer();
    open('lee');
    expect(transcripts.writing.unsent(chatId)).toEqual([]);
    open();
    expect(transcripts.writing.unsent(chatId)).toMatchObject([{ text: 'two', delivery: 'failed' }]);
    void transcripts.resend(chatId, transcripts.writing.unsent(chatId)[0]?.messageId ?? '');
    await intake.posts[2]?.answer();
    expect([posted(), transcripts.writing.unsent(chatId)]).toEqual([['one', 'two', 'two'], []]);
  });

  it('keeps a note with its id until that one is added', () => {
    const [first, second] = [
      { noteId: '1', text: 'asked' },
      { noteId: '2', text: 'asked the carrier' },
    ] as const;
    transcripts.writing.keepNote(chatId, first);
    transcripts.forget(chatId);
    open();
    expect(transcripts.writing.note(chatId)).toEqual(first);
    transcripts.writing.keepNote(chatId, second);
    transcripts.writing.forgetNote(chatId, '1');
    expect(transcripts.writing.note(chatId)).toEqual(second);
    transcripts.writing.forgetNote(chatId, '2');
    expect([transcripts.writing.note(chatId), Object.keys(storage)]).toEqual([undefined, []]);
  });

  it('forgets what was written with the chat, and all that agents wrote when one signs out', () => {
    void transcripts.send(chatId, 'one');
    transcripts.writing.keepDraft(chatId, 'half a');
    transcripts.writing.keepDraft('d', 'another');
    transcripts.forget(chatId);
    expect(Object.keys(storage)).toEqual(['switchboard.writing.agent.kim.d.draft']);
    new Writing('customer', storage).keepDraft(chatId, 'mine');
    forgetAgentsWriting(storage);
    expect(Object.keys(storage)).toEqual(['switchboard.writing.customer.c.draft']);
  });
});
