import type {
  AssignmentCause,
  Considered,
  DeadlineChange,
  Decided,
  Decision,
  Reason,
  RefusalCode,
  Refused,
} from './decision';
import type { Command, RequestChat } from './command';
import { isAutomatic, isCandidate, standingOf } from './model';
import type {
  Actor,
  Agent,
  Chat,
  Deadline,
  DeadlineKind,
  Instant,
  RoutingMethod,
  Standing,
  StrategyName,
  Team,
  TeamLoad,
} from './model';
import { isOpen, type Schedule } from './opening-hours';
import { Candidates } from './selection/candidates';
import { strategyNamed } from './selection/strategies';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** How an assignment came about. */
export interface AssignmentPath {
  readonly request?: RequestChat;
  readonly method: RoutingMethod;
  readonly cause: AssignmentCause;
  readonly strategy?: StrategyName;
  readonly reason: Reason;
  readonly considered?: Considered;
  readonly actor: Actor;
}

/** One team while its commands are worked through: copies of what was read, and the decisions so far. */
export class WorkingTeam {
  readonly team: Mutable<Omit<Team, 'census'>> & { readonly census: Record<Standing, number> };
  readonly chats: Map<string, Chat>;
  readonly earlyCancels: Map<string, string | undefined>;
  readonly paused: boolean;
  readonly candidatesRead: boolean;
  readonly foreignAgents: ReadonlySet<string>;
  candidates: Candidates;
  private readonly oldest: readonly Chat[];
  private readonly agents = new Map<string, Mutable<Agent>>();
  private readonly changedAgents = new Set<Agent>();
  private readonly deadlines = new Map<string, Deadline>();
  private readonly deadlineChanges = new Map<string, DeadlineChange>();
  private readonly byCommand: Decision[][] = [];
  /** Those of the command that is being decided. */
  private ofCommand: Decision[] = [];
  private openNow: { readonly by: Schedule; readonly is: boolean } | undefined;

  constructor(
    load: TeamLoad,
    readonly now: Instant,
  ) {
    this.team = { ...load.team, census: { ...load.team.census } };
    this.paused = load.paused;
    this.candidatesRead = load.candidatesRead;
    this.oldest = load.waiting;
    this.foreignAgents = load.foreignAgents;
    this.chats = new Map(load.chats.map((chat) => [chat.id, chat]));
    this.earlyCancels = new Map(load.earlyCancels);
    for (const agent of load.agents) this.agents.set(agent.id, { ...agent });
    for (const deadline of load.deadlines) this.deadlines.set(deadlineKey(deadline.kind, deadline.subjectId), deadline);
    this.candidates = this.rank();
  }

  /** The next number of the team's sequence. */
  nextSequence(): number {
    return ++this.team.sequence;
  }

  /** Within the team's opening hours; looked up once for each schedule, as a command may bring another one. */
  get isOpen(): boolean {
    const { schedule } = this.team.rules;
    if (this.openNow?.by !== schedule) this.openNow = { by: schedule, is: isOpen(schedule, this.now) };
    return this.openNow.is;
  }

  /** A time from now on. */
  inSeconds(seconds: number): Instant {
    return new Date(Date.parse(this.now) + seconds * 1000).toISOString();
  }

  agent(id: string): Agent | undefined {
    return this.agents.get(id);
  }

  /** All agents that were read. */
  knownAgents(): Iterable<Agent> {
    return this.agents.values();
  }

  /** Those of the queue that were read, oldest first, without any that an earlier command has taken out. */
  *waiting(): Iterable<Chat> {
    for (const read of this.oldest) {
      const chat = this.chats.get(read.id) ?? read;
      if (chat.state === 'waiting') yield chat;
    }
  }

  /** The chats that an agent owns, oldest first; to be asked only for agents whose chats were read. */
  chatsOf(agentId: string): Chat[] {
    return [...this.chats.values()]
      .filter((chat) => chat.state === 'in_progress' && chat.agentId === agentId)
      .sort((a, b) => a.queueSequence - b.queueSequence);
  }

  /** Changes an agent, or adds one that was not known; the census follows. */
  changeAgent(agent: Agent, change: Partial<Agent>): Agent {
    const { census } = this.team;
    let known = this.agents.get(agent.id);
    if (known) census[standingOf(known)]--;
    else this.agents.set(agent.id, (known = { ...agent }));
    Object.assign(known, change);
    census[standingOf(known)]++;
    this.changedAgents.add(known);
    this.candidates.changed(known);
    return known;
  }

  /** A place may have become free: whoever waits has to be looked at. */
  placeFreed(): void {
    if (isAutomatic(this.team) && this.team.waiting > 0) this.team.drainDue = true;
  }

  /** As `placeFreed`, if this agent can take a chat now. */
  placeFreedBy(agent: Agent): void {
    if (isCandidate(agent)) this.placeFreed();
  }

  /** The strategy changed. */
  rerank(): void {
    this.candidates = this.rank();
  }

  /** The next command. */
  begin(): void {
    this.ofCommand = [];
    this.byCommand.push(this.ofCommand);
  }

  decide(decision: Decision): void {
    this.ofCommand.push(decision);
  }

  refuse(command: Command, code: RefusalCode, detail: string, owner?: Refused['owner']): void {
    this.decide({ kind: 'refused', command, code, detail, ...(owner && { owner }) });
  }

  /** Gives a chat to an agent: owner, counters, last assignment and sequence move together. */
  assign(chat: Chat, agent: Agent, path: AssignmentPath): void {
    const { agentId: previousAgentId, givenUpBy: _, ...rest } = chat;
    if (chat.state === 'waiting' && !path.request) this.team.waiting--;
    if (previousAgentId !== undefined) this.release(previousAgentId);
    const sequence = this.nextSequence();
    this.changeAgent(agent, { activeChats: agent.activeChats + 1, lastSequence: sequence });
    this.chats.set(chat.id, { ...rest, state: 'in_progress', agentId: agent.id });
    const { inactivitySeconds } = this.team.rules;
    if (inactivitySeconds !== undefined) this.setDeadline('inactivity', chat.id, this.inSeconds(inactivitySeconds));
    this.decide({
      kind: 'assigned',
      chatId: chat.id,
      ...path,
      agent: { id: agent.id, name: agent.name },
      ...(previousAgentId !== undefined && { previousAgentId }),
      settingsVersion: this.team.version,
      queueSequence: chat.queueSequence,
      sequence,
      enqueuedAt: chat.enqueuedAt,
      assignedAt: this.now,
    });
  }

  /** The owner has one chat less. */
  release(agentId: string): void {
    const owner = this.agents.get(agentId);
    if (!owner) throw new Error(`the owner ${agentId} was not read`);
    this.placeFreedBy(this.changeAgent(owner, { activeChats: owner.activeChats - 1 }));
  }

  /** The deadline as it stands, if a command named it. */
  deadline(kind: DeadlineKind, subjectId: string): Deadline | undefined {
    return this.deadlines.get(deadlineKey(kind, subjectId));
  }

  /** Sets a deadline, or moves it. */
  setDeadline(kind: DeadlineKind, subjectId: string, dueAt: Instant): void {
    const key = deadlineKey(kind, subjectId);
    this.deadlines.set(key, { kind, subjectId, dueAt });
    this.deadlineChanges.set(key, { kind, subjectId, dueAt });
  }

  /** Takes a deadline away; one that does not stand may be named. */
  clearDeadline(kind: DeadlineKind, subjectId: string): void {
    const key = deadlineKey(kind, subjectId);
    this.deadlines.delete(key);
    this.deadlineChanges.set(key, { kind, subjectId });
  }

  /** What came of it. */
  result(): Decided {
    return {
      decisions: this.byCommand.flat(),
      byCommand: this.byCommand,
      team: this.team,
      agents: [...this.changedAgents],
      chats: this.chats,
      deadlines: [...this.deadlineChanges.values()],
    };
  }

  private rank(): Candidates {
    return new Candidates(this.agents, strategyNamed(this.team.strategy));
  }
}

const deadlineKey = (kind: DeadlineKind, subjectId: string): string => `${kind}/${subjectId}`;
