import type { PublishedRecord } from '../checker/evidence';
import { checkPresence } from './presence-promises';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 26, 12, 0, second)).toISOString();

function told(topic: string, time: string, data: object, offset: number): PublishedRecord {
  const document = {
    source: '/s',
    id: `${topic}-${time}`,
    time,
    teamid: 't',
    teamseq: offset,
    data: { teamId: 't', ...data },
  };
  return { topic, partition: 0, offset, key: 't', value: JSON.stringify(document) };
}

const presence = (second: number, connected: boolean): PublishedRecord =>
  told('agent.presence', at(second), { agentId: 'a', connected, version: second }, second);
const taken = (second: number, by: 'requeue' | 'reassign' = 'requeue'): PublishedRecord => {
  const of = { chatId: 'c', previousAgentId: 'a' };
  return by === 'requeue'
    ? told('chat.requeued', at(second), { ...of, cause: 'grace_period', requeuedAt: at(second) }, second)
    : told(
        'chat.assigned',
        at(second),
        { ...of, cause: 'reassign', method: 'automatic', assignedAt: at(second) },
        second,
      );
};

it.each([
  ['back within the grace period, and taken all the same', [presence(1, false), presence(4, true), taken(9)], 1],
  ['taken before the grace period is over', [presence(1, false), taken(4), presence(5, true)], 1],
  ['given to another before it is over', [presence(1, false), taken(4, 'reassign')], 1],
  [
    'away again, for a moment only',
    [presence(1, false), presence(8, true), presence(20, false), taken(21), presence(22, true)],
    1,
  ],
  ['never away', [presence(1, true), taken(9)], 1],
  ['away for as long as the grace period', [presence(1, false), taken(8), presence(9, true)], 0],
  ['back too late', [presence(1, false), presence(8, true), taken(9)], 0],
])('an agent %s', (_, records, thrownOut) => {
  expect(checkPresence(records, []).thrownOut).toBe(thrownOut);
});

it('an automatic assignment while nobody could know who was there', () => {
  const silences = [{ from: at(5), to: at(10) }];
  expect(checkPresence([presence(1, false), taken(8, 'reassign')], silences).assignedInSilence).toBe(1);
  expect(checkPresence([presence(1, false), taken(12, 'reassign')], silences).assignedInSilence).toBe(0);
});
