import { type Actor, createEvent, exampleOf, uuidv7 } from '@switchboard/contracts';
import type { RoutingChat } from '../../api/types';
import { applyEvent, type BoardEvent } from './apply-event';
import { type Board, columnsOf, ownOf, waitingOf } from './board';
import { keptAtMost } from './past';
import { boardOf, withAnswer, withDetails, withWaiting } from './read-board';

const [me, team, chat] = [uuidv7(), uuidv7(), uuidv7()];
const at = '2026-01-05T08:00:00.000Z';
const about = (teamSeq: number) => ({ source: 'routing', subject: chat, key: team, teamId: team, teamSeq }) as const;
const ids = { chatId: chat, teamId: team };
const system = { kind: 'system' } as const;

const queued = (seq: number, chatId = chat): BoardEvent => {
  const data = { ...ids, chatId, queueSeq: seq, enqueuedAt: at, why: 'manual' } as const;
  return { topic: 'chat.queued', event: createEvent('chat.queued', { ...about(seq), data }) };
};
const assigned = (
  seq: number,
  agentId: string,
  assignmentId = uuidv7(),
  cause: 'request' | 'claim' = 'request',
  { by = system, chatId = chat }: { by?: Actor; chatId?: string } = {},
): BoardEvent => {
  const reason = { sentence: 'Fewest chats.', facts: {} };
  const how = { method: 'automatic', cause, reason, settingsVersion: 1, actor: by } as const;
  const data = {
    ...ids,
    chatId,
    ...how,
    assignmentId,
    agent: { id: agentId, name: 'Bea' },
    enqueuedAt: at,
    assignedAt: at,
  };
  return { topic: 'chat.assigned', event: createEvent('chat.assigned', { ...about(seq), data }) };
};
const requeued = (seq: number, by: Actor = system): BoardEvent => {
  const data = {
    ...ids,
    previousAgentId: me,
    cause: 'release',
    enqueuedAt: at,
    requeuedAt: at,
    actor: by,
  } as const;
  return { topic: 'chat.requeued', event: createEvent('chat.requeued', { ...about(seq), data }) };
};
const ended = (seq: number, by: Actor = system, more: { reason?: string; chatId?: string } = {}): BoardEvent => {
  const data = { ...ids, outcome: 'ended', endedAt: at, actor: by, ...more } as const;
  return { topic: 'chat.ended', event: createEvent('chat.ended', { ...about(seq), data }) };
};
const said = (kind: 'customer' | 'agent'): BoardEvent => {
  const data = { ...ids, messageId: uuidv7(), seq: 1, author: { kind, id: 'x' }, text: 'Hello', sentAt: at };
  return { topic: 'chat.message', event: createEvent('chat.message', { ...about(0), data }) };
};

const claimed: RoutingChat = {
  ...{ id: chat, teamId: team, state: 'in_progress', customer: { id: 'ann' }, firstMessage: null, channelId: null },
  ...{ requestedAt: at, enqueuedAt: at, position: null, agent: { id: me, name: 'Me' }, assignmentId: uuidv7() },
  ...{ assignedAt: at, endedAt: null },
};
const others: RoutingChat = { ...claimed, agent: { id: uuidv7(), name: 'Bea' } };
const empty = boardOf([]);
const after = (events: BoardEvent[], board = empty) =>
  events.reduce((now, event) => applyEvent(now.board, event, me), { board } as ReturnType<typeof applyEvent>);
const shape = (board: Board) => [waitingOf(board).length, ownOf(board).length];

describe('the board', () => {
  it('follows a chat from the waiting list to its end', () => {
    const steps = [queued(1), assigned(2, me), ended(3)].map((_, i, all) => after(all.slice(0, i + 1)));
    expect(steps.map(({ board }) => shape(board))).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(steps.map(({ news }) => news?.kind)).toEqual([undefined, 'assigned', 'departed']);
  });

  it('tells of a chat that came by itself, and not of one that the agent has claimed', () => {
    const [came, claimed] = (['request', 'claim'] as const).map((cause) => assigned(1, me, uuidv7(), cause));
    expect([came, claimed].map((event) => event && after([event]).news?.kind)).toEqual(['assigned', undefined]);
  });

  it('loses a row to a colleague, and a chat of its own by name', () => {
    expect(shape(after([queued(1), assigned(2, uuidv7())]).board)).toEqual([0, 0]);
    const { board, news } = after([assigned(1, me), assigned(2, uuidv7())]);
    const chat = expect.objectContaining({ departure: { kind: 'passedOn', agentName: 'Bea' } }) as object;
    expect([shape(board), news]).toEqual([[0, 0], { kind: 'departed', chat }]);
  });

  it('has the requests of one batch, which have one time, in the order in which routing queued them', () => {
    const batch = [uuidv7(), uuidv7(), uuidv7()].sort().reverse();
    const { board } = after(batch.map((id, i) => queued(i + 1, id)));
    const read = withDetails(board, { ...claimed, id: batch[0] ?? '', state: 'waiting' });
    expect(waitingOf(read).map(({ id }) => id)).toEqual(batch);
  });

  it('ignores what was overtaken', () => {
    const { board } = after([assigned(2, me), requeued(3)]);
    expect(applyEvent(board, assigned(2, me), me)).toEqual({ board });
    expect(shape(after([requeued(3), assigned(1, me)]).board)).toEqual([1, 0]);
  });

  it('takes the queueing of a chat that it has claimed already for the old news it is', () => {
    const board = boardOf([claimed]);
    expect(shape(after([queued(1)], board).board)).toEqual([0, 1]);
    const heard = after([queued(1), assigned(2, me, claimed.assignmentId ?? '')], board);
    expect([shape(heard.board), heard.news]).toEqual([[0, 1], undefined]);
  });

  it('takes nothing but who it is from details that were read late', () => {
    const waiting = { ...claimed, state: 'waiting' as const, agent: null };
    const { board } = after([queued(1), assigned(2, me)]);
    expect(ownOf(withDetails(board, waiting))).toEqual([
      { ...board.chats[chat], details: { customer: { id: 'ann' }, firstMessage: null, channelId: null } },
    ]);
    expect(shape(withDetails(board, others))).toEqual([0, 1]);
    const gone = after([queued(1), ended(2)]).board;
    expect(withDetails(gone, waiting)).toBe(gone);
  });

  it('takes the answer to a claim or a transfer, unless something was heard of the chat since it was asked for', () => {
    const { board } = after([queued(1)]);
    const asked = board.chats[chat];
    expect(shape(withAnswer(board, asked, claimed, me))).toEqual([0, 1]);
    expect(shape(withAnswer(board, asked, others, me))).toEqual([0, 0]);
    const over = [
      [assigned(2, me), ended(3)],
      [assigned(2, me), requeued(3)],
    ].map((events) => after(events, board).board);
    for (const heard of over) expect(withAnswer(heard, asked, claimed, me)).toBe(heard);
  });

  it('loses a chat that was found to be gone, unless it was heard meanwhile that it waits again', () => {
    const { board } = after([queued(1)]);
    const asked = board.chats[chat];
    expect(shape(withAnswer(board, asked, undefined, me))).toEqual([0, 0]);
    const again = after([assigned(2, uuidv7()), requeued(3)], board).board;
    expect(shape(withAnswer(again, asked, undefined, me))).toEqual([1, 0]);
  });

  const departures = ({ past }: Board) => Object.values(past).map(({ departure }) => departure);
  const customer = { kind: 'customer', id: 'ann' } as const;

  it('keeps the column of a chat that has left, in its place, with what has become of it', () => {
    const mine = after([assigned(1, me), assigned(2, me, uuidv7(), 'request', { chatId: uuidv7() })]).board;
    const place = ownOf(mine).findIndex(({ id }) => id === chat);
    const fates: [BoardEvent[], object][] = [
      [[ended(3, customer)], { kind: 'ended', by: 'customer' }],
      [[ended(3, system, { reason: 'inactivity' })], { kind: 'ended', by: 'inactivity' }],
      [[ended(3, { kind: 'manager', id: uuidv7() })], { kind: 'ended', by: 'team' }],
      [[requeued(3)], { kind: 'givenBack' }],
      [[requeued(3), assigned(4, uuidv7())], { kind: 'passedOn', agentName: 'Bea' }],
      [[requeued(3), ended(4, customer)], { kind: 'ended', by: 'customer' }],
    ];
    for (const [events, departure] of fates) {
      const { board } = after(events, mine);
      expect(columnsOf(board)[place]).toMatchObject({ id: chat, state: 'past', departure });
      expect(ownOf(board)).toHaveLength(1);
    }
  });

  it('keeps no column and tells no news of what the agent did, and none of a chat that has come back', () => {
    const { board } = after([assigned(1, me)]);
    const self = { kind: 'agent', id: me } as const;
    const passedOn = assigned(2, uuidv7(), uuidv7(), 'request', { by: self });
    for (const event of [ended(2, self), requeued(2, self), passedOn]) {
      const done = after([event], board);
      expect([columnsOf(done.board), done.news]).toEqual([[], undefined]);
    }
    expect(columnsOf(after([requeued(2), assigned(3, me)], board).board)).toMatchObject([{ state: 'mine' }]);
  });

  it("keeps what was the agent's when it is read anew, or when a change of it finds that it has gone", () => {
    const { board } = after([assigned(1, me)]);
    expect(departures(boardOf([], board))).toEqual([{ kind: 'unknown' }]);
    const gone = withAnswer(board, board.chats[chat], undefined, me);
    expect(departures(gone)).toEqual([{ kind: 'unknown' }]);
    expect(departures(after([ended(2, customer)], gone).board)).toEqual([{ kind: 'ended', by: 'customer' }]);
    expect(columnsOf(boardOf([claimed], gone))).toMatchObject([{ id: chat, state: 'mine' }]);
  });

  it('keeps only so many columns of chats that have left', () => {
    const many = Array.from({ length: keptAtMost + 1 }, () => uuidv7());
    const { board } = after(
      many.flatMap((chatId) => [assigned(1, me, uuidv7(), 'request', { chatId }), ended(2, customer, { chatId })]),
    );
    expect(Object.keys(board.past)).toEqual(many.slice(1));
  });

  it('has of a list that is too long to be read whole only those who came first', () => {
    const [first, own, late] = [uuidv7(), uuidv7(), uuidv7()];
    const waits = (id: string): RoutingChat => ({ ...claimed, id, state: 'waiting', agent: null });
    const mine = boardOf([{ ...claimed, id: own }]);
    const part = withWaiting(mine, { items: [waits(first), waits(own)], areAll: false });
    const laterOn = queued(1, late);
    const data = { ...laterOn.event.data, enqueuedAt: '2026-01-05T08:00:00.001Z' };
    const later = { ...laterOn, event: { ...laterOn.event, data } } as BoardEvent;
    const read = after([queued(1), later], part).board;
    expect(waitingOf(read).map(({ id }) => id)).toEqual([first, chat]);
    expect(ownOf(read).map(({ id }) => id)).toEqual([own]);
    const whole = withWaiting(read, { items: [waits(first)], areAll: true });
    expect(waitingOf(after([later], whole).board).map(({ id }) => id)).toEqual([first, late]);
  });

  it('tells of what the customer of an own chat says, and not of what the agent says', () => {
    const { board } = after([assigned(1, me)]);
    const news = (['customer', 'agent'] as const).map((kind) => after([said(kind)], board).news?.kind);
    expect(news).toEqual(['message', undefined]);
    expect(after([queued(1), said('customer')]).news).toBeUndefined();
  });

  it('has a left message until it is closed, in whatever order it hears', () => {
    const left: BoardEvent = { topic: 'message.left', event: exampleOf('message.left') };
    const closed: BoardEvent = { topic: 'message.closed', event: exampleOf('message.closed') };
    const count = (events: BoardEvent[]) => Object.keys(after(events).board.messages).length;
    expect([count([left]), count([left, left]), count([left, closed]), count([closed, left])]).toEqual([1, 1, 0, 0]);
  });
});
