import { exampleOf } from '@switchboard/contracts';
import { isFresh } from './fresh';

const example = exampleOf('chat.activity');
const of = (kind: 'typing' | 'read') => ({ ...example, data: { ...example.data, kind } });
const after = (ms: number): number => Date.parse(example.time) + ms;

it.each([
  ['typing', 0, true],
  ['typing', 10_000, true],
  ['typing', 10_001, false],
  // Clocks differ from host to host.
  ['typing', -2_000, true],
  ['read', 3_600_000, true],
] as const)('%s, read after %i ms: worth telling: %s', (kind, ms, expected) => {
  expect(isFresh(of(kind), after(ms))).toBe(expected);
});
