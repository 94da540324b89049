import {
  type Agent,
  type Chat,
  type Command,
  type Deadline,
  type Decided,
  type Decision,
  decide,
  isAutomatic,
  isCandidate,
  NO_RULES,
  RUNNERS_UP,
  strategyNamed,
  type Team,
  type TeamLoad,
} from '../index';
import { comparatorOf } from '../selection/strategy';
import { aTeam, censusOf } from '../test-support/given.harness.spec';

/**
 * The tables of one team, and what the service does around the core: reads what commands need, writes what was decided.
 * `sparing` reads as little as the service does; otherwise everything is read.
 */
export class Shell {
  team: Team;
  agents = new Map<string, Agent>();
  chats = new Map<string, Chat>();
  cancels = new Map<string, string | undefined>();
  deadlines = new Map<string, Deadline>();
  paused = false;

  constructor(
    readonly id: string,
    readonly foreigners: ReadonlySet<string>,
    private readonly sparing: boolean,
  ) {
    const unknown = { id, version: 0, method: 'manual', defaultCapacity: 0, sequence: 0, rules: NO_RULES } as const;
    this.team = aTeam(unknown);
  }

  /** One transaction. */
  execute(commands: readonly Command[], now: string): Decision[] {
    const decided = decide(this.load(commands), commands, now);
    expectRising(this.team.sequence, decided);
    this.write(decided, now);
    return [...decided.decisions];
  }

  /** While others wait, requests read no candidates: even if nobody waits any more when it is their turn. */
  get isBlind(): boolean {
    return this.sparing && this.team.waiting > 0;
  }

  private load(commands: readonly Command[]): TeamLoad {
    const named = new Set(commands.flatMap((command) => this.agentsOf(command)));
    const wanted = this.candidatesFor(commands);
    const candidates = this.candidates().slice(0, this.sparing ? wanted : undefined);
    const agents = this.sparing
      ? [...new Set([...candidates, ...[...named].flatMap((id) => this.agents.get(id) ?? [])])]
      : [...this.agents.values()];
    const waits = commands.some(({ kind }) => kind === 'drain' || kind === 'lapse');
    const ids = new Set(commands.flatMap((command) => chatsOf(command)));
    const leaving = new Set(commands.flatMap((command) => leaverOf(command) ?? []));
    const owned = [...this.chats.values()].filter(
      ({ state, agentId }) => state === 'in_progress' && leaving.has(agentId ?? ''),
    );
    const chats = [...new Set([...[...ids].flatMap((id) => this.chats.get(id) ?? []), ...owned])];
    return {
      team: this.team,
      paused: this.paused,
      foreignAgents: this.foreigners,
      agents,
      candidatesRead: !this.sparing || wanted > 0,
      chats: this.sparing ? chats : [...this.chats.values()],
      waiting: waits ? this.waiting().slice(0, this.sparing ? 3 : undefined) : [],
      earlyCancels: this.cancels,
      deadlines: [...this.deadlines.values()],
    };
  }

  /** As many as apps/routing's load plan asks for. */
  private candidatesFor(commands: readonly Command[]): number {
    if (!isAutomatic(this.team) || this.paused) return 0;
    const requests = commands.filter(({ kind }) => kind === 'request').length;
    if (commands.some(({ kind }) => kind === 'drain')) return 3 + 3 + RUNNERS_UP;
    if (commands.some(({ kind }) => kind === 'lapse')) return 50;
    return requests > 0 && this.team.waiting === 0 ? commands.length + RUNNERS_UP : 0;
  }

  private candidates(): Agent[] {
    return [...this.agents.values()].filter(isCandidate).sort(comparatorOf(strategyNamed(this.team.strategy)));
  }

  waiting(): Chat[] {
    return [...this.chats.values()]
      .filter(({ state }) => state === 'waiting')
      .sort((a, b) => a.queueSequence - b.queueSequence);
  }

  private agentsOf(command: Command): string[] {
    const owners = chatsOf(command).flatMap((id) => this.chats.get(id)?.agentId ?? []);
    if (command.kind === 'lapse') return [...owners, command.subjectId];
    return 'agentId' in command ? [...owners, command.agentId] : owners;
  }

  private write({ decisions, team, agents, chats, deadlines }: Decided, now: string): void {
    const before = this.team.rules;
    const recount = decisions.some((d) => d.kind === 'team-configured' && d.defaultCapacityChanged);
    this.team = { ...team, census: { ...team.census } };
    for (const agent of agents) this.agents.set(agent.id, { ...agent });
    for (const [id, chat] of chats) this.chats.set(id, chat);
    if (recount) this.writeOutCapacity();
    for (const decision of decisions) {
      if (decision.kind === 'cancel-remembered') this.cancels.set(decision.chatId, decision.reason);
      if (decision.kind === 'ended' && decision.request) this.cancels.delete(decision.chatId);
    }
    if (team.rules.inactivitySeconds !== before.inactivitySeconds) this.watchInactivity(now);
    if (team.rules.afterGrace !== 'keep' && before.afterGrace === 'keep') this.watchTheAbsent(now);
    for (const { kind, subjectId, dueAt } of deadlines) {
      if (dueAt === undefined) this.deadlines.delete(`${kind}/${subjectId}`);
      else this.deadlines.set(`${kind}/${subjectId}`, { kind, subjectId, dueAt });
    }
  }

  private writeOutCapacity(): void {
    for (const agent of this.agents.values()) {
      if (agent.ownCapacity === undefined) this.agents.set(agent.id, { ...agent, capacity: this.team.defaultCapacity });
    }
    this.team = { ...this.team, census: censusOf(this.agents.values()) };
  }

  private watchTheAbsent(now: string): void {
    const dueAt = new Date(Date.parse(now) + this.team.rules.graceSeconds * 1000).toISOString();
    for (const { id, connected, activeChats } of this.agents.values()) {
      const watched = !connected && activeChats > 0 && !this.deadlines.has(`grace/${id}`);
      if (watched) this.deadlines.set(`grace/${id}`, { kind: 'grace', subjectId: id, dueAt });
    }
  }

  private watchInactivity(now: string): void {
    const { inactivitySeconds } = this.team.rules;
    for (const key of [...this.deadlines.keys()]) if (key.startsWith('inactivity/')) this.deadlines.delete(key);
    if (inactivitySeconds === undefined) return;
    const dueAt = new Date(Date.parse(now) + inactivitySeconds * 1000).toISOString();
    for (const { id, state } of this.chats.values()) {
      if (state === 'in_progress') this.deadlines.set(`inactivity/${id}`, { kind: 'inactivity', subjectId: id, dueAt });
    }
  }
}

/** Whatever is decided has a number of its own, later than all before it. */
function expectRising(before: number, { decisions, team }: Decided): void {
  let last = before;
  for (const decision of decisions) {
    const numbers = 'sequence' in decision ? [decision.sequence] : [];
    if (decision.kind === 'assigned' && decision.request) numbers.unshift(decision.queueSequence);
    for (const number of numbers) {
      if (number <= last) throw new Error(`number ${number} after ${last}: ${JSON.stringify(decision)}`);
      last = number;
    }
  }
  if (team.sequence < last) throw new Error(`the team's sequence is ${team.sequence} after number ${last}`);
}

function chatsOf(command: Command): string[] {
  if (command.kind === 'lapse') return [command.subjectId];
  return 'chatId' in command ? [command.chatId] : [];
}

function leaverOf(command: Command): string | undefined {
  if (command.kind === 'lapse') return command.subjectId;
  return command.kind === 'configure-agent' ? command.agentId : undefined;
}
