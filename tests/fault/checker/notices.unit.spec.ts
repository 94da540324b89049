import { check } from './check';
import type { PublishedRecord } from './evidence';
import { faultsOf } from './faults-of.support';
import { Story } from './story.support';

/** A chat that an agent has, and two left messages, one of them closed. */
const left = (): Story =>
  new Story(2)
    .assigned('c1', 'a')
    .queued('c2')
    .ended('c2', 'left_message')
    .queued('c3')
    .ended('c3', 'left_message')
    .closed('c2', 'a');

const without = (story: Story, topic: string, value = ''): Story => {
  const kept = story.records.filter((record) => record.topic !== topic || !record.value?.includes(value));
  story.records.splice(0, story.records.length, ...kept);
  return story;
};

const said = (story: Story, ...numbers: number[]): Story => {
  for (const seq of numbers) story.notice('chat.message', 'c1', { chatId: 'c1', messageId: `m${seq}`, seq });
  return story;
};

describe('left messages', () => {
  it('have no fault where all is told', () => {
    expect(faultsOf(left())).toEqual({});
    expect(check(left().evidence())).toMatchObject({ leftMessages: 2, closedMessages: 1 });
  });

  it('are lost by a relay that loses every message.left, or every message.closed', () => {
    expect(faultsOf(without(left(), 'message.left'))).toEqual({ lost: 2 });
    expect(faultsOf(without(left(), 'message.closed'))).toEqual({ lost: 2 }); // the promise, and the row
  });

  it('are lost where the text has no end of a chat with its number', () => {
    const story = left();
    story.tell('message.left', 'c1', {});
    expect(faultsOf(story)).toEqual({ lost: 2 }); // intake does not know it either
  });

  it('are lost where somebody else has closed it than was told, or nobody', () => {
    const closedBy = (by: string | null) =>
      left().chats.map((chat) => (chat.id === 'c2' ? { ...chat, closedBy: by } : chat));
    expect(faultsOf(left(), { chats: closedBy('b') })).toEqual({ lost: 1 });
    expect(faultsOf(left(), { chats: closedBy(null) })).toEqual({ lost: 1 });
  });

  it('are lost where intake or the agents have not heard of it', () => {
    const deaf = left().intakeChats.map((chat) => ({ ...chat, isLeft: false, isClosed: false }));
    expect(faultsOf(left(), { intakeChats: deaf })).toEqual({ lost: 3 });
    const fed = left().fed.filter(({ event }) => !event.includes('message.'));
    expect(faultsOf(left(), { fed })).toEqual({ lost: 3 });
  });
});

describe('what was said, and who is there', () => {
  it('is lost by a gap in the numbers of a transcript, or with a message that was accepted', () => {
    const story = said(left(), 1, 2, 3);
    story.ledger.push({ kind: 'message', teamId: 't', chatId: 'c1', messageId: 'm3' });
    expect(faultsOf(story)).toEqual({});
    expect(faultsOf(without(story, 'chat.message', 'm3'))).toEqual({ lost: 1 });
    expect(faultsOf(without(story, 'chat.message', 'm1'))).toEqual({ lost: 2 });
  });

  it('is lost where presence has changed and that was not told', () => {
    const there = new Story(1).notice('agent.presence', 'a', { agentId: 'a', connected: true, version: 1 });
    const presences = (version: number) => ({ presences: [{ agentId: 'a', version }] });
    expect(faultsOf(there, presences(1))).toEqual({});
    expect(faultsOf(there, presences(2))).toEqual({ lost: 1 });
  });
});

describe('order', () => {
  const swapped = (story: Story): Story => {
    const [last, before] = [story.records.pop(), story.records.pop()] as [PublishedRecord, PublishedRecord];
    story.records.push({ ...last, offset: before.offset }, { ...before, offset: last.offset });
    return story;
  };

  it.each([
    ['messages of a chat', said(left(), 1, 2)],
    [
      'versions of a team',
      new Story(1)
        .notice('team.configured', 't', { id: 't', version: 1 })
        .notice('team.configured', 't', { id: 't', version: 2 }),
    ],
    [
      'presences of an agent',
      new Story(1)
        .notice('agent.presence', 'a', { agentId: 'a', version: 1 })
        .notice('agent.presence', 'a', { agentId: 'a', version: 2 }),
    ],
  ])('of %s goes back', (_, story) => {
    expect(faultsOf(story)).toEqual({});
    expect(faultsOf(swapped(story))).toEqual({ orderViolations: 1 });
  });

  it('of left messages goes back', () => {
    const story = left();
    story.records.forEach((record, i) => {
      if (record.topic === 'message.left') story.records[i] = { ...record, offset: 100 - record.offset };
    });
    expect(faultsOf(story)).toEqual({ orderViolations: 1 });
  });

  it('of different keys is none, nor of requests', () => {
    const story = said(left(), 1, 2).notice('chat.message', 'c4', { chatId: 'c4', seq: 1 });
    story.notice('chat.requested', 't', { chatId: 'c4' }).notice('chat.requested', 't', { chatId: 'c1' });
    expect(faultsOf(story)).toEqual({});
  });
});

describe('cross-team', () => {
  it.each([
    ['the data of another team than its extension', 'chat.message', 'c1', { chatId: 'c1', seq: 1, teamId: 'u' }],
    ['a chat of another team', 'chat.cancelled', 'u', { chatId: 'c1', teamId: 'u' }],
    ['an agent of another team', 'agent.presence', 'a', { agentId: 'a', teamId: 'u', version: 1 }],
    ['the key of another team', 'chat.requested', 'u', { chatId: 'c1' }],
    ['the key of another team', 'team.configured', 'u', { id: 't', version: 1 }],
  ] as const)('%s', (_, topic, key, data) => {
    expect(faultsOf(left().notice(topic, key, data))).toEqual({ crossTeam: 1 });
  });

  it('a feed that holds the left message of another team', () => {
    const fed = left().fed.map((entry) => (entry.event.includes('message.closed') ? { ...entry, teamId: 'u' } : entry));
    expect(faultsOf(left(), { fed })).toEqual({ crossTeam: 1 });
  });

  it('nothing, where an event leaves its team out or belongs to none', () => {
    const story = left();
    const value = JSON.stringify({ source: '/shop', id: '1', data: { chatId: 'c1', teamId: 't' } });
    story.records.push({ topic: 'chat.requested', partition: 0, offset: 900, key: 't', value });
    const beat = JSON.stringify({ source: '/n', id: '1', data: { instanceId: 'i' } });
    story.records.push({ topic: 'presence.beat', partition: 0, offset: 0, key: 'i', value: beat });
    story.records.push({ topic: 'chat.requested', partition: 0, offset: 901, key: undefined, value: 'no event' });
    expect(faultsOf(story)).toEqual({});
  });
});
