import { uuidv7 } from '@switchboard/contracts';
import * as events from '../specs/events.support.spec';
import { chatKey, toFeedEntries, type ChatState } from './feed-entry';

const [team, chat, agent, colleague] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
const of = { team, chat };
const queued = (seq: number) => ({ topic: 'chat.queued', event: events.queued({ ...of, seq }) }) as const;
const assigned = (seq: number) => ({ topic: 'chat.assigned', event: events.assigned({ ...of, seq, agent }) }) as const;
const transferred = (seq: number) =>
  ({ topic: 'chat.assigned', event: events.transferred({ ...of, seq, from: agent, to: colleague }) }) as const;
const requeued = (seq: number, from = agent) =>
  ({ topic: 'chat.requeued', event: events.requeued({ ...of, seq, from }) }) as const;
const leftAsMessage = (seq: number) => {
  const [ended, left] = events.leftAsMessage({ ...of, seq });
  return [{ topic: 'chat.ended', event: ended } as const, { topic: 'message.left', event: left } as const];
};
const closed = (seq: number) =>
  ({ topic: 'message.closed', event: events.messageClosed({ ...of, seq, agent }) }) as const;
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

  it('tells everyone of a transfer, the old owner too, and then only the new one what is said', () => {
    expect(shape([assigned(1), said(), transferred(2), said()])).toEqual([
      ['chat.assigned', null],
      ['chat.message', agent],
      ['chat.assigned', null],
      ['chat.message', colleague],
    ]);
  });

  it('gives what is said after a requeue to nobody, until somebody has the chat again', () => {
    const chats = new Map<string, ChatState>();
    expect(shape([assigned(1), requeued(2), said()], chats)).toEqual([
      ['chat.assigned', null],
      ['chat.requeued', null],
    ]);
    expect(shape([said(), transferred(3), said()], chats)).toEqual([
      ['chat.assigned', null],
      ['chat.message', colleague],
    ]);
  });

  it('takes a late assignment of before a requeue for what it is', () => {
    expect(shape([requeued(2), assigned(1), said()])).toEqual([['chat.requeued', null]]);
  });

  it.each([
    ['chat.ended first', ([end, left]: ReturnType<typeof leftAsMessage>) => [end, left]],
    ['message.left first', ([end, left]: ReturnType<typeof leftAsMessage>) => [left, end]],
  ])('brings a left message to the whole team, %s', (_, inOrder) => {
    const told = inOrder(leftAsMessage(2)).filter((message) => message !== undefined);
    expect(shape([queued(1), ...told, closed(3)]).map(([topic]) => topic)).toEqual([
      'chat.queued',
      ...told.map(({ topic }) => topic),
      'message.closed',
    ]);
    expect(shape([queued(1), ...told, closed(3)]).map(([, audience]) => audience)).toEqual([null, null, null, null]);
  });

  it('tells which chats have changed', () => {
    const chats = new Map<string, ChatState>();
    const { changed } = toFeedEntries([queued(4), said()], chats);
    expect([...changed]).toEqual([chatKey(team, chat)]);
    expect(chats.get(chatKey(team, chat))).toEqual({ teamSeq: 4, ownerId: null, endedAt: null });
  });
});
