import { uuidv7 } from '@switchboard/contracts';
import * as events from '../specs/events.support.spec';
import { chatKey, toFeedEntries, type ChatState } from './feed-entry';

const [team, chat, agent] = [uuidv7(), uuidv7(), uuidv7()];
const of = { team, chat };
const queued = (seq: number) => ({ topic: 'chat.queued', event: events.queued({ ...of, seq }) }) as const;
const assigned = (seq: number) => ({ topic: 'chat.assigned', event: events.assigned({ ...of, seq, agent }) }) as const;
const ended = (seq: number) => ({ topic: 'chat.ended', event: events.ended({ ...of, seq }) }) as const;
const said = () => ({ topic: 'chat.message', event: events.message(of) }) as const;
const shape = (messages: Parameters<typeof toFeedEntries>[0], chats = new Map<string, ChatState>()) =>
  toFeedEntries(messages, chats).entries.map(({ topic, audience }) => [topic, audience]);

describe('what enters a feed', () => {
  it('is for everyone, but what is said is for the owner alone', () => {
    expect(shape([queued(1), assigned(2), said()])).toEqual([
      ['chat.queued', null],
      ['chat.assigned', null],
      ['chat.message', agent],
    ]);
  });

  it('is nothing of what is said while nobody owns the chat', () => {
    expect(shape([said(), queued(1), said()])).toEqual([['chat.queued', null]]);
  });

  it('is not what the chat has overtaken, in the batch or before it', () => {
    expect(shape([ended(3), assigned(2), queued(1)])).toEqual([['chat.ended', null]]);
    const known = new Map([[chatKey(team, chat), { teamSeq: 3, ownerId: agent, endedAt: null }]]);
    expect(shape([queued(2), said()], known)).toEqual([['chat.message', agent]]);
  });

  it('still brings the last words after the end to the owner', () => {
    expect(shape([assigned(1), ended(2), said()]).at(-1)).toEqual(['chat.message', agent]);
  });

  it('tells which chats have changed', () => {
    const chats = new Map<string, ChatState>();
    const { changed } = toFeedEntries([queued(4), said()], chats);
    expect([...changed]).toEqual([chatKey(team, chat)]);
    expect(chats.get(chatKey(team, chat))).toEqual({ teamSeq: 4, ownerId: null, endedAt: null });
  });
});
