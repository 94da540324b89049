import fc from 'fast-check';
import {
  type Batch,
  batchesOf,
  type Operation,
  operation,
} from '../../../libs/routing-domain/src/model-based/operations.harness.spec';
import { isOfPeople, ServiceBesideModel } from './test-support/service-beside-model.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

/** `MODEL_COMMANDS` runs more of them, `MODEL_SEED` (as a failure prints it) the same again. */
const COMMANDS = Number(process.env['MODEL_COMMANDS'] ?? 2_000);
const seed = process.env['MODEL_SEED'] === undefined ? {} : { seed: Number(process.env['MODEL_SEED']) };
const LENGTH = 120;
/** As many may go at once: with each more there are ten times as many orders to try. */
const AT_ONCE = 4;
/** A sequence takes seconds, so a failure is shrunk for so long and no longer. */
const SHRINKING_MS = 120_000;
const LIMIT_MS = Math.max(600_000, COMMANDS * 200);

const routing = useRouting();

const opening: Batch[] = [0, 1, 2, 3].flatMap((agent) =>
  (
    [
      { kind: 'agent', agent, active: true, capacity: undefined, stale: false },
      { kind: 'presence', agent, connected: true, stale: false },
      { kind: 'availability', agent, availability: 'available' },
    ] satisfies Operation[]
  ).map((each) => ({ operations: [each], late: false })),
);

/** What the pure core has 100,000 commands to meet in. */
const seldom: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('silence' as const), silent: fc.nat(2).map((n) => n === 0) }),
  fc
    .tuple(
      operation.filter(({ kind }) => kind === 'team'),
      fc.nat(2),
    )
    .map(([o, n]) => ({ ...o, outsideHours: n === 0 }) as Operation),
);

/** The clock is PostgreSQL's: that time passes is the core's to model. Deadlines come when they are told to. */
const alone = fc.record({
  operation: fc.oneof(
    { weight: 11, arbitrary: operation.filter(({ kind }) => kind !== 'time') },
    { weight: 1, arbitrary: seldom },
  ),
  joins: fc.boolean(),
});
/** People who go for one chat, more than a transaction of the command queue has begun with. */
const crowd = fc
  .tuple(fc.nat(999), fc.array(operation.filter(isOfPeople), { minLength: 3, maxLength: AT_ONCE }))
  .map(([chat, all]) => all.map((each) => ({ operation: { ...each, chat } as Operation, joins: true })));
const sequence = fc
  .array(fc.oneof({ weight: 9, arbitrary: alone.map((step) => [step]) }, { weight: 1, arbitrary: crowd }), {
    maxLength: LENGTH,
    size: 'max',
  })
  .map((steps) => batchesOf(steps.flat().map((step) => ({ ...step, late: false }))).flatMap(playable));

/** Deadlines lapse in no order, so one at a time. */
function playable({ operations, late }: Batch): Batch[] {
  const size = operations[0]?.kind === 'lapse' ? 1 : AT_ONCE;
  const parts = Math.ceil(operations.length / size);
  return Array.from({ length: parts }, (_, i) => ({ operations: operations.slice(i * size, (i + 1) * size), late }));
}

describe('whatever happens, the service does what the reference model says', () => {
  let commands = 0;
  let failedAt: number | undefined;
  /** What comes after the batch that failed matters no more. */
  let enough = Infinity;

  /** One team from its first event to the end of the sequence. */
  async function play(sequenceOfOne: readonly Batch[]): Promise<void> {
    if (failedAt !== undefined && Date.now() > failedAt + SHRINKING_MS) return;
    const both = await ServiceBesideModel.create(routing);
    const batches = [...opening, ...sequenceOfOne].slice(0, enough);
    for (const [i, batch] of batches.entries()) {
      try {
        await both.step(batch);
      } catch (error) {
        failedAt ??= Date.now();
        enough = i + 1;
        throw new Error(`${String(error)}\nafter:\n${both.done.map((each) => JSON.stringify(each)).join('\n')}`);
      }
    }
    commands += both.done.length;
  }

  it(
    `in at least ${COMMANDS} commands`,
    async () => {
      while (commands < COMMANDS) {
        await fc.assert(fc.asyncProperty(sequence, play), { numRuns: 10, ...seed });
        if (seed.seed !== undefined) return;
      }
    },
    LIMIT_MS,
  );
});
