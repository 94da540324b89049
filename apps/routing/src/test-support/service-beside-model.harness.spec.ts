import { uuidv7 } from '@switchboard/contracts';
import { NO_RULES } from '@switchboard/routing-domain';
// The reference model is no part of what the domain offers: specs reach for it where it stands.
import { type Doable, Interpreter } from '../../../../libs/routing-domain/src/model-based/interpreter.harness.spec';
import type { Batch, Operation } from '../../../../libs/routing-domain/src/model-based/operations.harness.spec';
import { ReferenceTeam } from '../../../../libs/routing-domain/src/model-based/reference-team.harness.spec';
import { ordersOf } from './orders.harness.spec';
import { ServiceUnderModel } from './service-under-model.harness.spec';
import type { UsedRouting } from './use-routing.harness.spec';
import { announcedIn, refusalsIn } from './words-of-the-model.harness.spec';

/** Later than any deadline. */
const LATER_MS = 10_000_000;
const people: readonly Operation['kind'][] = [
  'claim',
  'end',
  'requeue',
  'take-message',
  'close-message',
  'assign',
  'transfer',
  'availability',
];

/** What comes over HTTP: a moment can hold several. */
export const isOfPeople = ({ kind }: Operation): boolean => people.includes(kind);

/** One team of the real service beside the reference model: both do the same, and must be the same after each step. */
export class ServiceBesideModel {
  /** The commands so far. */
  readonly done: Doable[] = [];
  private readonly reference = new ReferenceTeam('team', 0, NO_RULES, Date.now(), ['foreign']);
  private readonly interpreter = new Interpreter(this.reference);
  private lapses = 0;

  private constructor(private readonly service: ServiceUnderModel) {}

  static async create(routing: UsedRouting): Promise<ServiceBesideModel> {
    const ids = Array.from({ length: 6 }, () => uuidv7()).sort();
    return new ServiceBesideModel(await ServiceUnderModel.create(routing, ids));
  }

  /** Does what the operations mean: events in one transaction, what people do at once. Then whatever follows by itself. */
  async step({ operations }: Batch): Promise<void> {
    this.reference.story = [];
    const [first] = operations;
    if (!first) return;
    if (isOfPeople(first)) return this.atOnce(operations);
    if (first.kind === 'silence') return this.silence(first.silent);
    if (first.kind === 'lapse') return this.lapse(first);
    return this.inOrder(operations);
  }

  /** The model goes first: what a later operation of the transaction means depends on those before it. */
  private async inOrder(operations: readonly Operation[]): Promise<void> {
    const commands: Doable[] = [];
    // While others wait, requests read no candidates: even if nobody waits any more when it is their turn.
    this.reference.blind = this.reference.waiting().length > 0;
    for (const command of this.meaning(operations)) {
      this.reference.apply(command);
      commands.push(command);
    }
    this.reference.blind = false;
    const refused = refusalsIn(this.reference.story);
    expect(await this.service.deliver(commands)).toEqual(refused);
    this.settle();
    await this.expectSame();
  }

  /** Together they have to be what the model does in one order or another, wherever the drain or closing time came between them. */
  private async atOnce(operations: readonly Operation[]): Promise<void> {
    const commands = [...this.meaning(operations)];
    const answers = (await this.service.atOnce(commands)).map((answer, i) => certain(answer, i, commands));
    const heard = { answers, ...(await this.heard()) };
    const again = snapshotOf(this.reference);
    for (const order of ordersOf(commands.length)) {
      again();
      if (JSON.stringify(this.told(commands, order)) === JSON.stringify(heard)) return;
    }
    again();
    const inOrder = commands.map((_, which) => ({ which, drained: false }));
    expect(heard).toEqual(this.told(commands, inOrder));
  }

  private told(commands: readonly Doable[], order: ReturnType<typeof ordersOf>[number]) {
    const answers: string[][] = commands.map(() => []);
    for (const { which, drained } of order) {
      const before = this.reference.story.length;
      this.reference.apply(commands[which] as Doable);
      answers[which] = certain(refusalsIn(this.reference.story.slice(before)), which, commands);
      if (drained) this.settle();
    }
    this.settle();
    return { answers, ...this.expected() };
  }

  private async silence(silent: boolean): Promise<void> {
    this.reference.silent = silent;
    await this.service.silence(silent);
    this.settle();
    await this.expectSame();
  }

  /** What is due while presence is silent would come of itself when it is heard again: no moment that can be told. */
  private async lapse(operation: Operation): Promise<void> {
    if (this.reference.silent) return;
    const { now } = this.reference;
    // Only what is due lapses, and the service makes it due when its turn has come: each time later than the time before,
    // since when somebody may have begun to be silent.
    this.reference.now += ++this.lapses * LATER_MS;
    for (const command of this.meaning([operation])) {
      this.reference.apply(command);
      if (command.kind === 'lapse') await this.service.lapse(command.subjectId);
    }
    this.settle();
    this.reference.now = now;
    await this.expectSame();
  }

  /** What follows by itself: the drain, and closing time where the team closes, or somebody waits again while it is closed. */
  private settle(): void {
    this.reference.drain();
    const due = this.reference.deadline('hours', 'team');
    if (!due || due.dueAt > this.reference.now) return;
    this.reference.apply({ kind: 'lapse', deadline: 'hours', subjectId: 'team' });
  }

  private *meaning(operations: readonly Operation[]): Iterable<Doable> {
    for (const operation of operations) {
      for (const meant of this.interpreter.commandsOf(operation)) {
        const command = whateverTheTime(meant);
        this.done.push(command);
        yield command;
      }
    }
  }

  private async expectSame(): Promise<void> {
    expect(await this.heard()).toEqual(this.expected());
  }

  private async heard() {
    // What is due in a silence stays so until it is over.
    if (!this.reference.silent) await this.service.drained();
    await this.service.hoursLapsed();
    return { announced: await this.service.announced(), state: await this.service.state() };
  }

  private expected() {
    return { announced: announcedIn(this.reference.story), state: ServiceUnderModel.stateOf(this.reference) };
  }
}

/**
 * What of an answer is certain among others of the same moment: a take is answered with the message as it is afterwards, and
 * hears that it is closed whether it was in time or not.
 */
function certain(answer: string[], which: number, commands: readonly Doable[]): string[] {
  if (commands.length === 1 || commands[which]?.kind !== 'take-message') return answer;
  return answer.filter((each) => each !== 'refused: MESSAGE.ALREADY_CLOSED');
}

/** To be called to have the model as it is now. */
function snapshotOf(reference: ReferenceTeam): () => void {
  const facts = Object.entries(reference).filter(([, value]) => typeof value !== 'function');
  const kept = structuredClone(Object.fromEntries(facts));
  return () => void Object.assign(reference, structuredClone(kept));
}

/**
 * The clock is PostgreSQL's and cannot be moved, so settings must mean the same whenever they are played: no deadline comes
 * by itself, and a team has either no hours or those of another day. It closes by hand only, as otherwise the drain and the
 * closing would go for the same chats, and either may come first.
 */
function whateverTheTime(command: Doable): Doable {
  if (command.kind !== 'configure-team') return command;
  const { outsideHours } = command.rules.leftMessage;
  const day = (new Date().getUTCDay() + 3) % 7 || 7;
  const schedule = { timeZone: 'UTC', hours: outsideHours ? [{ day, from: '09:00', to: '17:00' }] : [], holidays: [] };
  const inactivitySeconds = command.rules.inactivitySeconds && 600;
  const rules = { ...command.rules, graceSeconds: 600, inactivitySeconds, schedule };
  return { ...command, method: outsideHours ? 'manual' : command.method, rules };
}
