import { exampleOf } from '@switchboard/contracts';
import type { RoutingAgent } from '../../api/types';
import { afterEvent, limitOf, readAnew } from './me';

const event = exampleOf('agent.availability');
const { agentId, version } = event.data;
const me = (availabilityVersion: number, capacity = 5): RoutingAgent =>
  ({ id: agentId, capacity, availability: 'hidden', availabilityVersion }) as RoutingAgent;

describe('the agent of the status bar', () => {
  it('is as the newest event says', () => {
    expect(afterEvent(me(version - 1), event)).toMatchObject({ availability: event.data.availability, capacity: 5 });
    const newer = me(version + 1);
    expect(afterEvent(newer, event)).toBe(newer);
    const other = { ...me(0), id: 'other' };
    expect(afterEvent(other, event)).toBe(other);
    expect(afterEvent(null, event)).toBeNull();
  });

  it('has a limit only if they take chats', () => {
    expect([limitOf({ ...me(1), active: true }), limitOf({ ...me(1), active: false })]).toEqual([5, undefined]);
    expect([limitOf(null), limitOf(undefined)]).toEqual([undefined, undefined]);
  });

  it('has the capacity that was read, and of the availabilities the newer one', () => {
    const read = { ...me(2, 3), availability: 'busy' as const };
    expect(readAnew(me(1), read)).toBe(read);
    expect(readAnew(me(3), read)).toMatchObject({ capacity: 3, availability: 'hidden', availabilityVersion: 3 });
    expect([readAnew(undefined, read), readAnew(me(1), null)]).toEqual([read, null]);
  });
});
