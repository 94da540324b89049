import type { AssignmentCause, Decided, Decision, Reason, RefusalCode, Refused } from './decision';
import type { Command, RequestChat } from './command';
import type { Actor, Agent, Chat, Instant, RoutingMethod, StrategyName, Team, TeamLoad } from './model';
import { isAutomatic, isCandidate } from './model';
import { Candidates } from './selection/candidates';
import { strategyNamed } from './selection/strategy';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** How an assignment came about. */
export interface AssignmentPath {
  readonly request?: RequestChat;
  readonly method: RoutingMethod;
  readonly cause: AssignmentCause;
  readonly strategy?: StrategyName;
  readonly reason: Reason;
  readonly actor: Actor;
}

/** One team while its commands are worked through: copies of what was read, and the decisions so far. */
export class WorkingTeam {
  readonly team: Mutable<Team>;
  readonly chats: Map<string, Chat>;
  readonly earlyCancels: Map<string, string | undefined>;
  readonly waiting: readonly Chat[];
  readonly paused: boolean;
  readonly candidatesRead: boolean;
  readonly foreignAgents: ReadonlySet<string>;
  candidates: Candidates;
  private readonly agents = new Map<string, Mutable<Agent>>();
  private readonly changedAgents = new Set<Agent>();
  private readonly decisions: Decision[] = [];

  constructor(
    load: TeamLoad,
    readonly now: Instant,
  ) {
    this.team = { ...load.team };
    this.paused = load.paused;
    this.candidatesRead = load.candidatesRead;
    this.waiting = load.waiting;
    this.foreignAgents = load.foreignAgents;
    this.chats = new Map(load.chats.map((chat) => [chat.id, chat]));
    this.earlyCancels = new Map(load.earlyCancels);
    for (const agent of load.agents) this.agents.set(agent.id, { ...agent });
    this.candidates = this.rank();
  }

  /** The next number of the team's sequence. */
  nextSequence(): number {
    return ++this.team.sequence;
  }

  agent(id: string): Agent | undefined {
    return this.agents.get(id);
  }

  /** All agents that were read. */
  knownAgents(): Iterable<Agent> {
    return this.agents.values();
  }

  /** Changes an agent, or adds one that was not known. What this frees becomes due for a drain. */
  changeAgent(agent: Agent, change: Partial<Agent>): Agent {
    const known = this.agents.get(agent.id) ?? this.add(agent);
    Object.assign(known, change);
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

  /** The strategy or the order of candidates changed. */
  rerank(): void {
    this.candidates = this.rank();
  }

  decide(decision: Decision): void {
    this.decisions.push(decision);
  }

  refuse(command: Command, code: RefusalCode, detail: string, owner?: Refused['owner']): void {
    this.decisions.push({ kind: 'refused', command, code, detail, ...(owner && { owner }) });
  }

  /** Gives a chat to an agent: owner, counter, last assignment and sequence move together. */
  assign(chat: Chat, agent: Agent, path: AssignmentPath): void {
    const sequence = this.nextSequence();
    if (chat.state === 'waiting' && !path.request) this.team.waiting--;
    this.changeAgent(agent, { activeChats: agent.activeChats + 1, lastSequence: sequence });
    this.chats.set(chat.id, { ...chat, state: 'in_progress', agentId: agent.id });
    this.decisions.push({
      kind: 'assigned',
      chatId: chat.id,
      ...path,
      agent: { id: agent.id, name: agent.name },
      settingsVersion: this.team.version,
      queueSequence: chat.queueSequence,
      sequence,
      enqueuedAt: chat.enqueuedAt,
      assignedAt: this.now,
    });
  }

  /** What came of it. */
  result(): Decided {
    return { decisions: this.decisions, team: this.team, agents: [...this.changedAgents], chats: this.chats };
  }

  private add(agent: Agent): Mutable<Agent> {
    const added = { ...agent };
    this.agents.set(agent.id, added);
    return added;
  }

  private rank(): Candidates {
    return new Candidates(this.agents, strategyNamed(this.team.strategy));
  }
}
