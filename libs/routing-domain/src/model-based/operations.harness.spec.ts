import fc from 'fast-check';

/**
 * What may happen, before it is known to whom: numbers pick agents and chats out of those there are at that moment, so
 * that any part of a sequence is a sequence, and a failure shrinks well.
 */
export type Operation =
  | { kind: 'request' | 'repeat' | 'conflict' | 'cancel' | 'early-cancel'; chat: number }
  | { kind: 'requests'; count: number }
  | { kind: 'exodus'; chat: number }
  | {
      kind: 'claim' | 'end' | 'requeue' | 'take-message' | 'close-message';
      chat: number;
      agent: number;
      byManager: boolean;
    }
  | { kind: 'assign' | 'transfer'; chat: number; agent: number; override: boolean; byManager: boolean }
  | { kind: 'availability'; agent: number; availability: 'available' | 'busy' | 'hidden' }
  | { kind: 'presence'; agent: number; connected: boolean; stale: boolean }
  | { kind: 'agent'; agent: number; active: boolean; capacity: number | undefined; stale: boolean }
  | {
      kind: 'team';
      method: 'manual' | 'automatic';
      strategy: 'least-assigned' | 'round-robin';
      defaultCapacity: number;
      graceSeconds: number;
      afterGrace: 'keep' | 'requeue' | 'reassign';
      inactivitySeconds: number | undefined;
      outsideHours: boolean;
      nobodyAvailable: boolean;
      removed: boolean;
      stale: boolean;
    }
  | { kind: 'silence'; silent: boolean }
  | { kind: 'time'; seconds: number }
  | { kind: 'lapse'; which: number };

const chat = fc.nat(999);
const agent = fc.nat(5);
const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const capacity = fc.oneof(fc.constant(undefined), fc.constantFrom(0, 1, 2, 5));
const one = <K extends string>(...kinds: [K, ...K[]]) => fc.constantFrom(...kinds);

/** As often as they happen, more or less: requests and ends much, settings little. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('request' as const), chat }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('requests' as const), count: fc.integer({ min: 2, max: 8 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: one('repeat', 'conflict', 'cancel', 'early-cancel'), chat }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('exodus' as const), chat }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: one('claim', 'end', 'end', 'requeue', 'take-message', 'close-message'),
      chat,
      agent,
      byManager: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: one('assign', 'transfer'),
      chat,
      agent,
      override: fc.boolean(),
      byManager: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('availability' as const),
      agent,
      availability: one('available', 'available', 'busy', 'hidden'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('presence' as const),
      agent,
      connected: rarely.map((no) => !no),
      stale: rarely,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('presence' as const), agent, connected: fc.boolean(), stale: rarely }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('agent' as const),
      agent,
      active: rarely.map((no) => !no),
      capacity,
      stale: rarely,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('team' as const),
      method: one('manual', 'automatic', 'automatic'),
      strategy: one('least-assigned', 'round-robin'),
      defaultCapacity: fc.constantFrom(0, 1, 2, 3),
      graceSeconds: fc.constantFrom(0, 30, 60),
      afterGrace: one('keep', 'requeue', 'reassign'),
      inactivitySeconds: fc.constantFrom(undefined, undefined, 60, 600),
      outsideHours: rarely,
      nobodyAvailable: rarely,
      removed: fc.integer({ min: 0, max: 39 }).map((n) => n === 0),
      stale: rarely,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('silence' as const), silent: rarely }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(1, 29, 31, 61, 601, 36_000) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('lapse' as const), which: fc.nat(9) }) },
);

/** One transaction's worth. */
export interface Batch {
  readonly operations: Operation[];
  /** The drain after it comes late. */
  readonly late: boolean;
}

/** An operation, and whether it goes into the transaction before it. */
export const step = fc.record({ operation, joins: fc.boolean(), late: fc.nat(3).map((n) => n === 0) });

/** What comes from where one transaction may hold several of; what comes from elsewhere, or at another time, begins one. */
const sources: readonly (readonly Operation['kind'][])[] = [
  ['request', 'requests', 'repeat', 'conflict', 'cancel', 'early-cancel', 'exodus'],
  ['claim', 'end', 'requeue', 'take-message', 'close-message', 'assign', 'transfer', 'availability'],
  ['team', 'agent'],
  ['presence'],
  ['lapse'],
];
const sourceOf = (operation: Operation | undefined) =>
  sources.find((kinds) => operation && kinds.includes(operation.kind));

/** Operations as the service puts them together. New settings of the team begin a transaction. */
export function batchesOf(steps: readonly { operation: Operation; joins: boolean; late: boolean }[]): Batch[] {
  const batches: Batch[] = [];
  for (const { operation, joins, late } of steps) {
    const last = batches.at(-1);
    const source = sourceOf(operation);
    const fits = source !== undefined && operation.kind !== 'team' && sourceOf(last?.operations[0]) === source;
    if (joins && fits) last?.operations.push(operation);
    else batches.push({ operations: [operation], late });
  }
  return batches;
}
