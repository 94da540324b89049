import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { clientsFor } from '../api/clients';
import type { ChatMessage } from '../api/types';
import { BrowserUnderTest, settled } from '../test-support/browser.support.spec';
import type { Transcript } from './transcript';
import { transcriptKey, Transcripts } from './transcripts';
import { Writing } from './writing';

const path = '/api/v1/intake/chats/c/messages';
const message = (seq: number): ChatMessage => ({
  messageId: `m${seq}`,
  chatId: 'c',
  seq,
  author: { kind: 'customer', id: 'ann' },
  text: `text ${seq}`,
  sentAt: '2026-01-05T08:00:00.000Z',
});
const nobody = { customer: null, agent: null };
const page = (...seqs: number[]) => ({ items: seqs.map(message), nextCursor: null, read: nobody as object });

let browser: BrowserUnderTest;
let client: QueryClient;
let transcripts: Transcripts;
beforeEach(() => {
  browser = new BrowserUnderTest();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  transcripts = new Transcripts(client, clientsFor(() => 'secret').intake, new Writing('customer'));
});
afterEach(() => {
  client.clear();
  browser.close();
});

/** A page shows the chat. */
async function opened(): Promise<void> {
  const options = { queryKey: transcriptKey('c'), queryFn: () => transcripts.read('c') };
  new QueryObserver(client, options).subscribe(() => undefined);
  await settled();
}
const shown = () => client.getQueryData<Transcript>(transcriptKey('c'))?.messages.map(({ seq }) => seq);

describe('transcripts', () => {
  it('have what was heard while the first read was under way, also where it was read before that', async () => {
    await opened();
    transcripts.hear(message(2));
    browser.take(path).answer(200, page(0, 1));
    await settled();
    expect(shown()).toEqual([0, 1, 2]);
  });

  it('are read anew when the stream begins during the first read: that one may lack what came between', async () => {
    await opened();
    const early = browser.take(path);
    transcripts.refreshAll();
    await settled();
    const late = browser.take(path);
    early.answer(200, page(0));
    late.answer(200, page(0, 1));
    await settled();
    expect(shown()).toEqual([0, 1]);
  });

  it('read what is missing before a message, and only that', async () => {
    await opened();
    browser.take(path).answer(200, page(0, 1));
    await settled();
    transcripts.hear(message(3));
    await settled();
    const missing = browser.take(path);
    expect(new URL(missing.request.url).searchParams.get('after')).toBe('1');
    missing.answer(200, page(2, 3));
    await settled();
    expect(shown()).toEqual([0, 1, 2, 3]);
  });

  it('have the marks of both sides, which never go back, whichever way and order they come in', async () => {
    const heard = (side: 'customer' | 'agent', seq: number) =>
      transcripts.activity.hear({ chatId: 'c', side, kind: 'read', seq });
    const read = () => client.getQueryData<Transcript>(transcriptKey('c'))?.read;
    await opened();
    heard('agent', 1);
    browser.take(path).answer(200, { ...page(0, 1), read: { customer: null, agent: 0 } });
    await settled();
    expect(read()).toEqual({ customer: null, agent: 1 });
    for (const seq of [1, 0]) heard('customer', seq);
    transcripts.refreshAll();
    await settled();
    browser.take(path).answer(200, { ...page(), read: { customer: 0, agent: 2 } });
    await settled();
    expect(read()).toEqual({ customer: 1, agent: 2 });
  });

  it('are not read where nobody looks at the chat', async () => {
    transcripts.hear(message(5));
    transcripts.refresh('c');
    await settled();
    expect([browser.asked, shown()]).toEqual([[], undefined]);
  });
});
