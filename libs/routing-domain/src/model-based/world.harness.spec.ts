import { type Actor, type Command, NO_RULES, standingOf } from '../index';
import { censusOf } from '../test-support/given.harness.spec';
import type { Operation } from './operations.harness.spec';
import { ReferenceTeam } from './reference-team.harness.spec';
import { sentence } from './sentences.harness.spec';
import { Shell } from './shell.harness.spec';

const agentIds = ['a0', 'a1', 'a2', 'a3', 'foreign', 'nobody'];
const MONDAY_MORNING = Date.parse('2026-01-05T08:00:00.000Z');
const workdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));

/** The core in its shell beside the reference model: both do the same, and must be the same after each step. */
export class World {
  readonly shell: Shell;
  readonly reference: ReferenceTeam;
  /** Commands that were executed. */
  count = 0;
  private now = MONDAY_MORNING;
  private born = 0;
  private versions = new Map<string, number>();

  constructor(sparing: boolean) {
    const foreigners = ['foreign'];
    this.shell = new Shell('team', new Set(foreigners), sparing);
    this.reference = new ReferenceTeam('team', 0, NO_RULES, this.now, foreigners);
  }

  /** Does what the operation means at this moment, then whatever follows by itself, and compares. */
  step(operation: Operation): void {
    if (operation.kind === 'time') this.now += operation.seconds * 1000;
    if (operation.kind === 'silence') this.shell.paused = this.reference.silent = operation.silent;
    this.reference.now = this.now;
    this.execute(this.commandsOf(operation));
    this.close();
    this.drain();
    this.compare();
  }

  private execute(commands: Exclude<Command, { kind: 'drain' }>[]): void {
    this.count += commands.length;
    if (commands.length === 0) return;
    this.reference.story = [];
    const decisions = this.shell.execute(commands, new Date(this.now).toISOString());
    for (const command of commands) this.reference.apply(command);
    expectSame(decisions.map(sentence), this.reference.story);
  }

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

  // What an operation means at this moment

  private commandsOf(o: Operation): Exclude<Command, { kind: 'drain' }>[] {
    switch (o.kind) {
      case 'request':
        return [this.request(`c${this.born++}`)];
      case 'requests':
        return Array.from({ length: o.count }, () => this.request(`c${this.born++}`));
      case 'repeat':
        return [this.request(this.chat(o.chat))];
      case 'conflict':
        return [{ ...this.request(this.chat(o.chat)), requestHash: 'another' }];
      case 'cancel':
        return [{ kind: 'cancel', chatId: this.chat(o.chat), actor: { kind: 'customer' } }];
      case 'early-cancel':
        return [{ kind: 'cancel', chatId: `c${this.born + (o.chat % 3)}`, actor: { kind: 'customer' } }];
      case 'claim':
      case 'take-message':
        return [{ kind: o.kind, chatId: this.chat(o.chat), agentId: this.agent(o.agent) }];
      case 'end':
      case 'requeue':
      case 'close-message':
        return [{ kind: o.kind, chatId: this.chat(o.chat), actor: this.actor(o) }];
      case 'assign':
        return [{ ...this.named(o), kind: 'assign', override: o.override, actor: { kind: 'manager', id: 'm' } }];
      case 'transfer':
        return [{ ...this.named(o), kind: 'transfer', override: o.override && o.byManager, actor: this.actor(o) }];
      case 'availability':
        return [{ kind: 'set-availability', agentId: this.agent(o.agent), availability: o.availability }];
      case 'presence': {
        const agentId = this.agent(o.agent);
        return [
          { kind: 'set-presence', agentId, connected: o.connected, version: this.version(`p/${agentId}`, o.stale) },
        ];
      }
      case 'agent': {
        const agentId = this.agent(o.agent);
        const { active, capacity } = o;
        const version = this.version(`a/${agentId}`, o.stale);
        return [{ kind: 'configure-agent', agentId, name: agentId.toUpperCase(), active, capacity, version }];
      }
      case 'team':
        return [this.configure(o)];
      case 'lapse': {
        const all = this.reference.deadlines.filter(({ kind }) => kind !== 'hours');
        const { kind, subjectId } = all[o.which % Math.max(1, all.length)] ?? { kind: 'grace', subjectId: 'a0' };
        return [{ kind: 'lapse', deadline: kind, subjectId }];
      }
      case 'silence':
      case 'time':
        return [];
    }
  }

  private request(chatId: string): Extract<Command, { kind: 'request' }> {
    return { kind: 'request', chatId, requestHash: `hash of ${chatId}`, actor: { kind: 'channel' } };
  }

  private configure(o: Extract<Operation, { kind: 'team' }>): Extract<Command, { kind: 'configure-team' }> {
    const { method, strategy, defaultCapacity, graceSeconds, afterGrace, inactivitySeconds, removed } = o;
    const leftMessage = { outsideHours: o.outsideHours, nobodyAvailable: o.nobodyAvailable };
    const schedule = { timeZone: 'UTC', hours: workdays, holidays: ['2026-01-06'] };
    const rules = { graceSeconds, afterGrace, inactivitySeconds, leftMessage, schedule };
    const version = this.version('team', o.stale);
    return { kind: 'configure-team', name: 'Team', method, strategy, defaultCapacity, rules, removed, version };
  }

  /** One of the last chats, or of those that are not over, or one that nobody has heard of. */
  private chat(pick: number): string {
    const open = this.reference.chats.filter(
      ({ state, closedBy }) => !['ended', 'cancelled'].includes(state) && !closedBy,
    );
    const some = pick % 4 === 0 ? this.reference.chats.slice(-8) : open;
    return some[pick % (some.length + 1)]?.id ?? 'unheard-of';
  }

  private agent = (pick: number): string => agentIds[pick % agentIds.length] ?? 'nobody';
  private named = (o: { chat: number; agent: number }) => ({ chatId: this.chat(o.chat), agentId: this.agent(o.agent) });

  /** Mostly the owner; a stranger now and then. */
  private actor(o: { chat: number; agent: number; byManager: boolean }): Actor & { id: string } {
    if (o.byManager) return { kind: 'manager', id: 'm' };
    const owner = this.reference.chat(this.chat(o.chat))?.agentId;
    return { kind: 'agent', id: o.agent === 0 ? this.agent(o.agent) : (owner ?? this.agent(o.agent)) };
  }

  private version(of: string, stale: boolean): number {
    const next = (this.versions.get(of) ?? 0) + 1;
    if (stale) return next - 1;
    this.versions.set(of, next);
    return next;
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
