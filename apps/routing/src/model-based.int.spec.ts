import { uuidv7 } from '@switchboard/contracts';
import { NO_RULES } from '@switchboard/routing-domain';
import fc from 'fast-check';
// The reference model is no part of what the domain offers: specs reach for it where it stands.
import { type Doable, Interpreter } from '../../../libs/routing-domain/src/model-based/interpreter.harness.spec';
import { type Operation, operation } from '../../../libs/routing-domain/src/model-based/operations.harness.spec';
import { ReferenceTeam } from '../../../libs/routing-domain/src/model-based/reference-team.harness.spec';
import { ServiceUnderModel } from './test-support/service-under-model.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

/** `MODEL_COMMANDS` runs more of them, `MODEL_SEED` the same again; a failure prints both seed and commands. */
const COMMANDS = Number(process.env['MODEL_COMMANDS'] ?? 2_000);
const seed = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const LENGTH = 60;

const routing = useRouting();

const opening: Operation[] = [
  ...[0, 1, 2, 3].flatMap((agent): Operation[] => [
    { kind: 'agent', agent, active: true, capacity: undefined, stale: false },
    { kind: 'presence', agent, connected: true, stale: false },
    { kind: 'availability', agent, availability: 'available' },
  ]),
];

/** Time, silence and opening hours are the whole service's, not a team's: those the pure core's model covers. */
const operations = fc.array(
  operation.filter(({ kind }) => kind !== 'time' && kind !== 'silence'),
  { minLength: LENGTH, maxLength: LENGTH },
);

const settings = (o: Operation): Operation =>
  o.kind === 'team' ? { ...o, outsideHours: false, graceSeconds: 600, removed: false } : o;

/** One team from its first event to the end of the sequence; returns how many commands that were. */
async function play(sequence: readonly Operation[]): Promise<number> {
  const ids = Array.from({ length: 6 }, () => uuidv7()).sort();
  const reference = new ReferenceTeam('team', 0, NO_RULES, Date.now(), ['foreign']);
  const interpreter = new Interpreter(reference);
  const service = await ServiceUnderModel.create(routing, ids);
  const done: Doable[] = [];
  try {
    for (const each of [...opening, ...sequence].map(settings)) {
      reference.story = [];
      const commands = interpreter.commandsOf(each);
      done.push(...commands);
      const answers = await service.execute(commands);
      // Only what is due lapses, and it is made due when its turn has come.
      if (each.kind === 'lapse') reference.now += 10_000_000;
      for (const command of commands) reference.apply(command);
      expect(answers).toEqual(reference.story.filter((sentence) => sentence.startsWith('refused')));
      reference.drain();
      await service.drained();
      expect(await service.announced()).toEqual(ServiceUnderModel.announcedBy(reference));
      expect(await service.state()).toEqual(ServiceUnderModel.stateOf(reference));
    }
  } catch (error) {
    throw new Error(`MODEL_SEED=${seed}, after:\n${done.map((each) => JSON.stringify(each)).join('\n')}`, {
      cause: error,
    });
  }
  return done.length;
}

describe('whatever happens, the service does what the reference model says', () => {
  it(`in at least ${COMMANDS} commands`, async () => {
    const sequences = fc.sample(operations, { seed, numRuns: Math.ceil(COMMANDS / (LENGTH / 2)) });
    let commands = 0;
    for (const sequence of sequences) if (commands < COMMANDS) commands += await play(sequence);
    expect(commands).toBeGreaterThanOrEqual(COMMANDS);
  }, 600_000);
});
