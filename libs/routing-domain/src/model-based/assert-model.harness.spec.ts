import fc from 'fast-check';
import { type Batch, batchesOf, type Operation, step } from './operations.harness.spec';
import { World } from './world.harness.spec';

/** `MODEL_COMMANDS` runs more of them, `MODEL_SEED` (as a failure prints it) the same again. */
const seed = process.env['MODEL_SEED'] === undefined ? {} : { seed: Number(process.env['MODEL_SEED']) };
const LENGTH = 120;

/** A team with agents at work comes first: from nothing little would happen. */
const opening: Operation[] = [
  ...[0, 1, 2, 3].flatMap((agent): Operation[] => [
    { kind: 'agent', agent, active: true, capacity: undefined, stale: false },
    { kind: 'presence', agent, connected: true, stale: false },
    { kind: 'availability', agent, availability: 'available' },
  ]),
  {
    kind: 'team',
    method: 'automatic',
    strategy: 'least-assigned',
    defaultCapacity: 2,
    graceSeconds: 60,
    afterGrace: 'requeue',
    inactivitySeconds: undefined,
    outsideHours: false,
    nobodyAvailable: false,
    removed: false,
    stale: false,
  },
];

function play(batches: readonly Batch[], sparing: boolean, opened: boolean): number {
  const world = new World(sparing);
  if (opened) for (const each of opening) world.step([each]);
  for (const { operations, late } of batches) world.step(operations, late);
  return world.count;
}

/** Random sequences of so many commands in all, with all rows read and with as few as the service reads. */
export function assertModel(least: number): void {
  const commandsWanted = Number(process.env['MODEL_COMMANDS'] ?? least);
  let commands = 0;
  for (let round = 0; commands < commandsWanted; round++) {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: LENGTH, size: 'max' }).map(batchesOf),
        fc.boolean(),
        fc.integer({ min: 0, max: 9 }),
        (batches, sparing, unopened) => {
          commands += play(batches, sparing, unopened !== 0);
        },
      ),
      { numRuns: 100, ...seed },
    );
    if (seed.seed !== undefined) break;
  }
}
