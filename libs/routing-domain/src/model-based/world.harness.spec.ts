import { type Command, isAutomatic, NO_RULES, standingOf } from '../index';
import { type Doable, Interpreter } from './interpreter.harness.spec';
import { censusOf } from '../test-support/given.harness.spec';
import type { Operation } from './operations.harness.spec';
import { ReferenceTeam } from './reference-team.harness.spec';
import { sentence } from './sentences.harness.spec';
import { Shell } from './shell.harness.spec';

const MONDAY_MORNING = Date.parse('2026-01-05T08:00:00.000Z');

/** The core in its shell beside the reference model: both do the same, and must be the same after each step. */
export class World {
  readonly shell: Shell;
  readonly reference: ReferenceTeam;
  /** Commands that were executed. */
  count = 0;
  private now = MONDAY_MORNING;
  private readonly interpreter: Interpreter;

  constructor(sparing: boolean) {
    const foreigners = ['foreign'];
    this.shell = new Shell('team', new Set(foreigners), sparing);
    this.reference = new ReferenceTeam('team', 0, NO_RULES, this.now, foreigners);
    this.interpreter = new Interpreter(this.reference);
  }

  /**
   * Does what the operations mean at this moment, in one transaction, then whatever follows by itself, and compares.
   *
   * @param late the drain does not come at once, as after a crash: it stays due, and more may happen before it
   */
  step(operations: readonly Operation[], late = false): void {
    for (const operation of operations) {
      if (operation.kind === 'time') this.now += operation.seconds * 1000;
      if (operation.kind === 'silence') this.shell.paused = this.reference.silent = operation.silent;
    }
    this.reference.now = this.now;
    this.execute(operations);
    if (!late) this.drain();
    if (!this.isDrainOwed()) this.close();
    this.compare();
  }

  /** The model goes first: what a later operation of the transaction means depends on those before it. */
  private execute(operations: readonly Operation[]): void {
    this.reference.story = [];
    this.reference.blind = this.shell.isBlind;
    const commands: Doable[] = [];
    for (const operation of operations) {
      for (const command of this.interpreter.commandsOf(operation)) {
        this.reference.apply(command);
        commands.push(command);
      }
    }
    this.reference.blind = false;
    this.count += commands.length;
    if (commands.length === 0) return;
    const decisions = this.shell.execute(commands, new Date(this.now).toISOString());
    expectSame(decisions.map(sentence), this.reference.story);
  }

  /** Closing waits for a drain that is to come; with presence silent none is. */
  private isDrainOwed = (): boolean => this.shell.team.drainDue && isAutomatic(this.shell.team) && !this.shell.paused;

  /** The service runs the deadline of the opening hours as soon as it is due. */
  private close(): void {
    for (let i = 0; i < 100; i++) {
      const due = this.shell.deadlines.get('hours/team');
      if (!due || Date.parse(due.dueAt) > this.now) return;
      this.reference.story = [];
      const told = this.shellLapses();
      this.reference.apply({ kind: 'lapse', deadline: 'hours', subjectId: 'team' });
      expectSame(told, this.reference.story);
    }
    throw new Error('closing does not come to an end');
  }

  /** In chunks, as long as it stays due at once. */
  private shellLapses(): string[] {
    const told: string[] = [];
    for (let i = 0; i < 100; i++) {
      const due = this.shell.deadlines.get('hours/team');
      if (!due || Date.parse(due.dueAt) > this.now) return told;
      const lapse: Command = { kind: 'lapse', deadline: 'hours', subjectId: 'team' };
      told.push(...this.shell.execute([lapse], new Date(this.now).toISOString()).map(sentence));
    }
    throw new Error('the deadline stays due');
  }

  /** The core only when it says that a drain is due: that it says so whenever it has to is part of the comparison. */
  private drain(): void {
    this.reference.story = [];
    this.reference.drain();
    const told: string[] = [];
    for (let i = 0; this.shell.team.drainDue && !this.shell.paused; i++) {
      if (i > 500) throw new Error('the drain does not come to an end');
      told.push(...this.shell.execute([{ kind: 'drain' }], new Date(this.now).toISOString()).map(sentence));
    }
    expectSame(told, this.reference.story);
  }

  private compare(): void {
    const { shell, reference } = this;
    const chats = [...shell.chats.values()].map(({ id, state, agentId, closedBy }) => [id, state, agentId, closedBy]);
    expectSame(
      chats.sort(),
      reference.chats.map(({ id, state, agentId, closedBy }) => [id, state, agentId, closedBy]).sort(),
    );
    expectSame(
      shell.waiting().map(({ id, givenUpBy }) => [id, givenUpBy]),
      reference.waiting().map(({ id, givenUpBy }) => [id, givenUpBy]),
    );
    expectSame(shell.team.waiting, reference.waiting().length);
    expectSame(shell.team.census, censusOf(shell.agents.values()));
    expectSame(
      [...shell.agents.values()].map((agent) => [agent.id, standingOf(agent), agent.activeChats]).sort(),
      reference.agents.map((agent) => [agent.id, reference.standing(agent), reference.load(agent)]).sort(),
    );
    expectSame(
      byLastChat([...shell.agents.values()].map(({ id, lastSequence }) => [id, lastSequence])),
      byLastChat(reference.agents.map(({ id, lastTurn }) => [id, lastTurn])),
    );
    expectSame(
      [...shell.deadlines.values()].map(({ kind, subjectId, dueAt }) => [kind, subjectId, dueAt]).sort(),
      reference.deadlines.map(({ kind, subjectId, dueAt }) => [kind, subjectId, new Date(dueAt).toISOString()]).sort(),
    );
  }
}

/** Who had no chat yet, and the others by how long ago their last one was given. */
function byLastChat(agents: [string, number][]): string[] {
  const sorted = [...agents].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.map(([id, last]) => (last === 0 ? `${id} never` : id));
}

/** As `toEqual`, which takes a hundred times as long where nothing differs. */
function expectSame<T>(core: T, reference: T): void {
  if (JSON.stringify(core) !== JSON.stringify(reference)) expect(core).toEqual(reference);
}
