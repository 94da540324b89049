import fc from 'fast-check';
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
const ended: LifecycleFact = { kind: 'ended', seq: 9, outcome: 'ended', endedAt: '2026-11-22T11:00:00.000Z' };

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
    expect(after(queued, { kind: 'left', seq: 2 }).state).toBe('left_message');
    expect(after({ kind: 'left', seq: 12 }, queued).state).toBe('left_message');
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
});
