import fc from 'fast-check';
import { permutations } from '../test-support/permutations.support.spec';
import { follow, type Lifecycle, type LifecycleFact, unheardOf } from './lifecycle';

const queued: LifecycleFact = { kind: 'queued', seq: 1, enqueuedAt: '2026-11-22T10:00:00.000Z' };
const assigned = (seq: number, name: string): LifecycleFact => ({
  kind: 'assigned',
  seq,
  agent: { id: `id of ${name}`, name },
  enqueuedAt: '2026-11-22T10:00:00.000Z',
  assignedAt: `2026-11-22T10:0${seq}:00.000Z`,
});
const requeued: LifecycleFact = { ...queued, seq: 3 };
const endedAt = '2026-11-22T11:00:00.000Z';
const ended: LifecycleFact = { kind: 'ended', seq: 9, outcome: 'ended', endedAt, endedBy: 'team' };
const cancelled: LifecycleFact = { ...ended, outcome: 'cancelled', endedBy: 'customer' };
const left = (seq: number): LifecycleFact => ({ kind: 'left', seq, why: 'outside_hours' });
const closed = (seq: number): LifecycleFact => ({ kind: 'message-closed', seq, closedAt: '2026-11-23T09:00:00.000Z' });

const after = (...facts: LifecycleFact[]): Lifecycle => facts.reduce(follow, unheardOf);

describe('the lifecycle of a chat', () => {
  it('goes from waiting to in progress to ended', () => {
    expect(after(queued)).toMatchObject({ state: 'waiting', enqueuedAt: '2026-11-22T10:00:00.000Z' });
    expect(after(queued, assigned(2, 'Ann'))).toMatchObject({
      state: 'in_progress',
      agentName: 'Ann',
      assignedAt: '2026-11-22T10:02:00.000Z',
    });
    expect(after(queued, assigned(2, 'Ann'), ended)).toMatchObject({
      state: 'ended',
      agentName: 'Ann',
      endedAt: '2026-11-22T11:00:00.000Z',
    });
  });

  it('names the new agent after a transfer, whichever assignment is heard of first', () => {
    expect(after(assigned(2, 'Ann'), assigned(4, 'Bob')).agentName).toBe('Bob');
    expect(after(assigned(4, 'Bob'), assigned(2, 'Ann')).agentName).toBe('Bob');
  });

  it('ignores a lower sequence for the state', () => {
    expect(after(ended, requeued, queued).state).toBe('ended');
    expect(after(assigned(4, 'Bob'), requeued).state).toBe('in_progress');
  });

  it.each(['ended', 'cancelled', 'left_message'] as const)('shows the outcome %s', (outcome) => {
    expect(after(queued, { ...ended, outcome }).state).toBe(outcome);
  });

  it('is a left message from message.left on, and stays one when it is closed', () => {
    expect(after(queued, left(2))).toMatchObject({ state: 'left_message', leftWhy: 'outside_hours' });
    expect(after(closed(12), queued)).toMatchObject({
      state: 'left_message',
      messageClosedAt: '2026-11-23T09:00:00.000Z',
    });
  });

  it('lets the one nearer to the end stand when two facts share a number', () => {
    const last: LifecycleFact = { ...ended, seq: 2 };
    expect(after(assigned(2, 'Ann'), last)).toEqual(after(last, assigned(2, 'Ann')));
    expect(after(assigned(2, 'Ann'), last).state).toBe('ended');
  });

  it('gives back the same object when a fact is repeated', () => {
    const known = after(queued, assigned(2, 'Ann'));
    expect(follow(known, queued)).toBe(known);
    expect(follow(known, assigned(2, 'Ann'))).toBe(known);
  });

  it('comes to the same end in any order, with any repetitions', () => {
    const course = [queued, assigned(2, 'Ann'), requeued, assigned(4, 'Bob'), { ...queued, seq: 5 }, ended];
    const inOrder = after(...course);
    fc.assert(
      fc.property(fc.shuffledSubarray([...course, ...course], { minLength: course.length * 2 }), (shuffled) => {
        expect(after(...shuffled)).toEqual(inOrder);
      }),
      { numRuns: 500 },
    );
  });

  // Each course as routing numbers it: `chat.ended` and `message.left` of one decision share their number.
  it.each<[course: string, facts: LifecycleFact[], expected: Partial<Lifecycle>]>([
    [
      'passed on, given back, ended by inactivity',
      [
        queued,
        assigned(2, 'Ann'),
        assigned(3, 'Bob'),
        { ...queued, seq: 4 },
        assigned(5, 'Cid'),
        { ...ended, endedBy: 'inactivity' },
      ],
      { state: 'ended', agentName: 'Cid', endedBy: 'inactivity', assignedAt: '2026-11-22T10:05:00.000Z' },
    ],
    [
      'given back, then left by the customer',
      [queued, assigned(2, 'Ann'), requeued, cancelled],
      { state: 'cancelled', agentName: 'Ann', endedBy: 'customer', endedAt },
    ],
    ['cancelled before it was heard of', [cancelled], { state: 'cancelled', agentId: null, enqueuedAt: null }],
    [
      'waited until the team closed, answered the next day',
      [queued, { ...ended, seq: 2, outcome: 'left_message', endedBy: null }, left(2), closed(3)],
      {
        state: 'left_message',
        leftWhy: 'outside_hours',
        endedAt,
        endedBy: null,
        messageClosedAt: '2026-11-23T09:00:00.000Z',
      },
    ],
    [
      'given back at closing time, never answered',
      [queued, assigned(2, 'Ann'), requeued, { ...ended, seq: 4, outcome: 'left_message', endedBy: null }, left(4)],
      { state: 'left_message', agentName: 'Ann', messageClosedAt: null },
    ],
  ])('%s: in every order, each fact told twice, the same', (_, facts, expected) => {
    const inOrder = after(...facts);
    expect(inOrder).toMatchObject(expected);
    for (const order of permutations(facts)) {
      expect(after(...order)).toEqual(inOrder);
      expect(after(...order, ...order.toReversed())).toEqual(inOrder);
    }
  });
});
