import type { Actor, AfterGrace, Availability, Command, StrategyName, TeamRules } from '../index';
import { changesAfter, openAt } from './reference-hours.harness.spec';

/** An agent as the table "Exact meaning" knows one; how many chats somebody has is counted, never kept. */
export interface ReferenceAgent {
  id: string;
  name: string;
  /** Settings have described the agent. */
  known: boolean;
  active: boolean;
  connected: boolean;
  availability: Availability;
  availabilityVersion: number;
  ownCapacity: number | undefined;
  /** Turn of the last assignment by any path; 0 = never. */
  lastTurn: number;
  configurationVersion: number;
  presenceVersion: number;
}

export interface ReferenceChat {
  id: string;
  hash: string;
  state: 'waiting' | 'in_progress' | 'ended' | 'cancelled' | 'left_message';
  /** Place in the order of acceptance. */
  place: number;
  enqueuedAt: number;
  agentId?: string;
  givenUpBy?: string;
  closedBy?: string;
}

export interface ReferenceDeadline {
  kind: 'grace' | 'inactivity' | 'hours';
  subjectId: string;
  dueAt: number;
}

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;
type Stop = { refused: string; owner?: string } | { unchanged: string };

/**
 * product.md's "Exact meaning", one command after the other, as plainly as it can be said: arrays, scans, no counters, no
 * heap. What happens is told in sentences, which the test compares with what the core decided.
 */
export class ReferenceTeam {
  version = 0;
  method: 'manual' | 'automatic' = 'manual';
  strategy: StrategyName = 'least-assigned';
  removed = false;
  agents: ReferenceAgent[] = [];
  chats: ReferenceChat[] = [];
  cancels: string[] = [];
  deadlines: ReferenceDeadline[] = [];
  /** What happened, sentence by sentence. */
  story: string[] = [];
  /** No sign of life from presence: nobody is offered a chat. */
  silent = false;
  /** Nobody looks for candidates now: whoever asks waits for the drain. */
  blind = false;
  private turn = 0;

  constructor(
    readonly id: string,
    public defaultCapacity: number,
    public rules: TeamRules,
    public now: number,
    /** Agents of other teams. */
    readonly foreigners: readonly string[] = [],
  ) {}

  // What can be asked

  agent = (id: string) => this.agents.find((agent) => agent.id === id);
  chat = (id: string) => this.chats.find((chat) => chat.id === id);
  capacityOf = (agent: ReferenceAgent) => agent.ownCapacity ?? this.defaultCapacity;
  chatsOf = (agentId: string) =>
    this.queueOrder(this.chats.filter((chat) => chat.state === 'in_progress' && chat.agentId === agentId));
  load = (agent: ReferenceAgent) => this.chatsOf(agent.id).length;
  waiting = () => this.queueOrder(this.chats.filter((chat) => chat.state === 'waiting'));
  deadline = (kind: string, subjectId: string) =>
    this.deadlines.find((deadline) => deadline.kind === kind && deadline.subjectId === subjectId);

  /** The first thing that keeps automatic assignment from picking the agent. */
  standing(agent: ReferenceAgent): 'free' | 'full' | 'busy' | 'hidden' | 'disconnected' | 'inactive' {
    if (!agent.active) return 'inactive';
    if (!agent.connected) return 'disconnected';
    if (agent.availability !== 'available') return agent.availability;
    return this.load(agent) < this.capacityOf(agent) ? 'free' : 'full';
  }

  /** Who can be picked now, best first. */
  candidates(): ReferenceAgent[] {
    const free = this.agents.filter((agent) => this.standing(agent) === 'free');
    const fewest = (a: ReferenceAgent, b: ReferenceAgent) =>
      this.strategy === 'least-assigned' ? this.load(a) - this.load(b) : 0;
    return free.sort((a, b) => fewest(a, b) || a.lastTurn - b.lastTurn || (a.id < b.id ? -1 : 1));
  }

  private queueOrder = (chats: ReferenceChat[]) => chats.sort((a, b) => a.place - b.place);
  private offers = () => this.method === 'automatic' && !this.removed && !this.silent;
  private closed = () => this.rules.leftMessage.outsideHours && !openAt(this.rules.schedule, this.now);
  private nobodyThere = () =>
    this.rules.leftMessage.nobodyAvailable &&
    !this.silent &&
    !this.agents.some((agent) => ['free', 'full'].includes(this.standing(agent)));

  // What can be done

  apply(command: Exclude<Command, { kind: 'drain' }>): void {
    const stop = this.does(command);
    if (!stop) return;
    if ('unchanged' in stop) this.say(`unchanged: ${stop.unchanged}`);
    else this.say(`refused: ${stop.refused}${stop.owner === undefined ? '' : ` ${stop.owner} has it`}`);
  }

  /** Whatever freed a place: oldest first, until nobody waits or nobody is free. */
  drain(): void {
    if (!this.offers()) return;
    for (const chat of this.waiting()) {
      const agent = this.pick(chat);
      if (!agent) return;
      this.give(chat, agent, 'drain');
    }
  }

  private does(command: Exclude<Command, { kind: 'drain' }>): Stop | undefined {
    switch (command.kind) {
      case 'request':
        return this.request(command);
      case 'cancel':
        return this.cancel(command);
      case 'claim':
        return this.byHand(command, 'claim', false);
      case 'assign':
        return this.byHand(command, 'manager', command.override);
      case 'transfer':
        return this.transfer(command);
      case 'requeue':
        return this.requeue(command);
      case 'end':
        return this.end(command);
      case 'take-message':
        return this.takeMessage(command);
      case 'close-message':
        return this.closeMessage(command);
      case 'set-availability':
        return this.setAvailability(command);
      case 'set-presence':
        return this.setPresence(command);
      case 'configure-agent':
        return this.configureAgent(command);
      case 'configure-team':
        return this.configureTeam(command);
      case 'lapse':
        return this.lapse(command);
    }
  }

  private request({ chatId, requestHash }: Of<'request'>): Stop | undefined {
    const known = this.chat(chatId);
    if (known) return known.hash === requestHash ? { unchanged: 'duplicate' } : { refused: 'CHAT.CONFLICT' };
    const others = this.waiting().length > 0;
    const chat: ReferenceChat = {
      id: chatId,
      hash: requestHash,
      state: 'waiting',
      place: ++this.turn,
      enqueuedAt: this.now,
    };
    this.chats.push(chat);
    if (this.cancels.includes(chatId)) {
      this.cancels = this.cancels.filter((id) => id !== chatId);
      return this.finish(chat, 'cancelled');
    }
    if (this.removed) return this.finish(chat, 'cancelled');
    if (this.closed()) return this.finish(chat, 'left_message', 'outside_hours');
    if (this.nobodyThere()) return this.finish(chat, 'left_message', 'nobody_available');
    const agent = this.offers() && !others && !this.blind ? this.pick(chat) : undefined;
    if (agent) return this.give(chat, agent, 'request');
    this.say(`${chatId} waits: ${this.whyItWaits(others)}`);
    return undefined;
  }

  private whyItWaits(others: boolean): string {
    if (this.version === 0) return 'team_unknown';
    if (this.method === 'manual') return 'manual';
    if (others) return 'older_waiting';
    if (this.silent) return 'presence_unknown';
    return this.blind ? 'older_waiting' : 'nobody_eligible'; // they have left since, but nobody has looked for a place
  }

  private cancel({ chatId }: Of<'cancel'>): Stop | undefined {
    const chat = this.chat(chatId);
    if (chat?.state === 'waiting') return this.finish(chat, 'cancelled');
    if (chat?.state === 'in_progress') return this.finish(chat, 'ended');
    if (chat || this.cancels.includes(chatId)) return { unchanged: 'already-so' };
    this.cancels.push(chatId);
    this.say(`${chatId} is cancelled before its request`);
    return undefined;
  }

  /** Claim, and assignment by a manager. */
  private byHand(command: Of<'claim'> | Of<'assign'>, cause: string, override: boolean): Stop | undefined {
    const chat = this.chat(command.chatId);
    if (!chat) return { refused: 'CHAT.NOT_FOUND' };
    if (chat.state === 'in_progress') {
      if (chat.agentId === command.agentId) return { unchanged: 'already-so' };
      return { refused: 'CHAT.ALREADY_ASSIGNED', owner: chat.agentId };
    }
    if (chat.state !== 'waiting') return { refused: 'CHAT.ALREADY_ENDED' };
    return this.refusal(command.agentId, override) ?? this.give(chat, this.found(command.agentId), cause);
  }

  private transfer({ chatId, agentId, override, actor }: Of<'transfer'>): Stop | undefined {
    const chat = this.chat(chatId);
    if (chat?.state === 'in_progress' && chat.agentId === agentId) return { unchanged: 'already-so' };
    const stop = this.notMovable(chatId, actor);
    if (stop) return stop;
    if (!chat) return undefined;
    const limitless = override && actor.kind === 'manager';
    return this.refusal(agentId, limitless) ?? this.give(chat, this.found(agentId), 'transfer');
  }

  private requeue({ chatId, actor }: Of<'requeue'>): Stop | undefined {
    const chat = this.chat(chatId);
    if (chat?.state === 'waiting') return { unchanged: 'already-so' };
    const stop = this.notMovable(chatId, actor);
    if (stop) return stop;
    if (chat) this.giveUp(chat, actor.id === chat.agentId ? 'release' : 'manager');
    return undefined;
  }

  private end({ chatId, actor }: Of<'end'>): Stop | undefined {
    const chat = this.chat(chatId);
    if (!chat) return { refused: 'CHAT.NOT_FOUND' };
    if (actor.kind === 'agent' && actor.id !== chat.agentId) return { refused: 'CHAT.NOT_OWNER' };
    if (chat.state !== 'waiting' && chat.state !== 'in_progress') return { unchanged: 'already-so' };
    return this.finish(chat, 'ended');
  }

  private takeMessage({ chatId, agentId }: Of<'take-message'>): Stop | undefined {
    const chat = this.chat(chatId);
    if (chat?.state !== 'left_message') return { refused: 'MESSAGE.NOT_FOUND' };
    if (chat.closedBy !== undefined) return { refused: 'MESSAGE.ALREADY_CLOSED' };
    const agent = this.agent(agentId);
    if (!agent?.known) return { refused: 'AGENT.NOT_FOUND' };
    if (!agent.active) return { refused: 'AGENT.INACTIVE' };
    if (chat.agentId === agentId) return { unchanged: 'already-so' };
    if (this.stillHas(chat)) return { refused: 'MESSAGE.ALREADY_TAKEN', owner: chat.agentId };
    chat.agentId = agentId;
    this.say(`${chatId} is taken by ${agentId}`);
    return undefined;
  }

  /** Who has taken the message is still a member of the team. */
  private stillHas = ({ agentId }: ReferenceChat) => this.agents.some(({ id, active }) => id === agentId && active);

  private closeMessage({ chatId, actor }: Of<'close-message'>): Stop | undefined {
    const chat = this.chat(chatId);
    if (chat?.state !== 'left_message') return { refused: 'MESSAGE.NOT_FOUND' };
    if (chat.closedBy === actor.id) return { unchanged: 'already-so' };
    if (chat.closedBy !== undefined) return { refused: 'MESSAGE.ALREADY_CLOSED' };
    const others = this.stillHas(chat) && chat.agentId !== actor.id;
    if (others && actor.kind === 'agent') return { refused: 'MESSAGE.ALREADY_TAKEN', owner: chat.agentId };
    chat.closedBy = actor.id;
    this.say(`${chatId} is closed by ${actor.id}`);
    return undefined;
  }

  private setAvailability({ agentId, availability }: Of<'set-availability'>): Stop | undefined {
    const agent = this.agent(agentId);
    if (!agent?.known) return { refused: 'AGENT.NOT_FOUND' };
    if (agent.availability === availability) return { unchanged: 'already-so' };
    agent.availability = availability;
    agent.availabilityVersion++;
    this.say(`${agentId} is ${availability}, version ${agent.availabilityVersion}`);
    return undefined;
  }

  private setPresence({ agentId, connected, version }: Of<'set-presence'>): Stop | undefined {
    if (this.foreigners.includes(agentId)) return { refused: 'AGENT.OTHER_TEAM' };
    if (version === 0) return { unchanged: 'stale' };
    const agent = this.agent(agentId) ?? this.join(agentId);
    if (version <= agent.presenceVersion) return { unchanged: 'stale' };
    const dropped = agent.connected && !connected;
    Object.assign(agent, { connected, presenceVersion: version });
    if (connected) this.forget('grace', agentId);
    const waitsForAgent = this.load(agent) > 0 && this.rules.afterGrace !== 'keep';
    if (dropped && waitsForAgent) this.remind('grace', agentId, this.now + this.rules.graceSeconds * 1000);
    return undefined;
  }

  private configureAgent(command: Of<'configure-agent'>): Stop | undefined {
    const { agentId, name, active, capacity, version } = command;
    if (this.foreigners.includes(agentId)) return { refused: 'AGENT.OTHER_TEAM' };
    if (version === 0) return { unchanged: 'stale' };
    const agent = this.agent(agentId) ?? this.join(agentId);
    if (version <= agent.configurationVersion) return { unchanged: 'stale' };
    const leaves = agent.active && !active;
    Object.assign(agent, { name, active, ownCapacity: capacity, configurationVersion: version, known: true });
    if (!leaves) return undefined;
    for (const chat of this.chatsOf(agentId)) this.giveUp(chat, 'deactivated');
    this.forget('grace', agentId);
    return undefined;
  }

  private configureTeam(command: Of<'configure-team'>): Stop | undefined {
    if (command.version <= this.version) return { unchanged: 'stale' };
    const { version, method, strategy, defaultCapacity, rules, removed } = command;
    const otherPatience = rules.inactivitySeconds !== this.rules.inactivitySeconds;
    const keptSoFar = this.rules.afterGrace === 'keep';
    Object.assign(this, { version, method, strategy, defaultCapacity, rules, removed });
    this.say(`configured, version ${version}`);
    if (otherPatience) this.watchInactivity();
    if (keptSoFar && rules.afterGrace !== 'keep') this.watchTheAbsent();
    this.watchHours();
    return undefined;
  }

  private lapse({ deadline: kind, subjectId }: Of<'lapse'>): Stop | undefined {
    const deadline = this.deadline(kind, subjectId);
    if (!deadline || deadline.dueAt > this.now) return { unchanged: 'stale' };
    if (kind !== 'hours' && this.silent) return { unchanged: 'stale' };
    this.forget(kind, subjectId);
    if (kind === 'hours') return this.close();
    if (kind === 'grace') return this.afterGrace(subjectId, this.rules.afterGrace);
    const chat = this.rules.inactivitySeconds === undefined ? undefined : this.chat(subjectId);
    return chat?.state === 'in_progress' ? this.finish(chat, 'ended') : undefined;
  }

  private afterGrace(agentId: string, rule: AfterGrace): undefined {
    if (rule === 'keep') return;
    for (const chat of this.chatsOf(agentId)) {
      const offered = rule === 'reassign' && this.offers() && this.waiting().length === 0;
      const next = offered ? this.pick(chat) : undefined;
      if (next) this.give(chat, next, 'reassign');
      else this.giveUp(chat, 'grace_period');
    }
  }

  // What follows from it

  private say = (sentence: string) => void this.story.push(sentence);

  private join(id: string): ReferenceAgent {
    const agent: ReferenceAgent = {
      id,
      name: '',
      known: false,
      active: false,
      connected: false,
      availability: 'hidden',
      availabilityVersion: 0,
      ownCapacity: undefined,
      lastTurn: 0,
      configurationVersion: 0,
      presenceVersion: 0,
    };
    this.agents.push(agent);
    return agent;
  }

  private found(id: string): ReferenceAgent {
    const agent = this.agent(id);
    if (!agent) throw new Error(`no agent ${id}`);
    return agent;
  }

  /** Why a named agent may not have a chat. */
  private refusal(agentId: string, override: boolean): Stop | undefined {
    const agent = this.agent(agentId);
    if (!agent?.known) return { refused: 'AGENT.NOT_FOUND' };
    if (!agent.active) return { refused: 'AGENT.INACTIVE' };
    if (!agent.connected) return { refused: 'AGENT.NOT_CONNECTED' };
    if (!override && this.load(agent) >= this.capacityOf(agent)) return { refused: 'AGENT.AT_CAPACITY' };
    return undefined;
  }

  /** Why a chat may not be moved or ended by this actor. */
  private notMovable(chatId: string, actor: Actor): Stop | undefined {
    const chat = this.chat(chatId);
    if (!chat) return { refused: 'CHAT.NOT_FOUND' };
    if (chat.state === 'waiting') return { refused: 'CHAT.NOT_IN_PROGRESS' };
    if (chat.state !== 'in_progress') return { refused: 'CHAT.ALREADY_ENDED' };
    if (actor.kind === 'agent' && actor.id !== chat.agentId) return { refused: 'CHAT.NOT_OWNER' };
    return undefined;
  }

  /** The best candidate; the one who gave the chat up only if there is no other. */
  private pick(chat: ReferenceChat): ReferenceAgent | undefined {
    const candidates = this.candidates();
    return candidates.find((agent) => agent.id !== chat.givenUpBy) ?? candidates[0];
  }

  private give(chat: ReferenceChat, agent: ReferenceAgent, cause: string): undefined {
    const from = chat.state === 'in_progress' ? ` from ${chat.agentId}` : '';
    chat.state = 'in_progress';
    chat.agentId = agent.id;
    delete chat.givenUpBy; // not straight back, but later on it may come back
    agent.lastTurn = ++this.turn;
    this.forget('inactivity', chat.id);
    const { inactivitySeconds } = this.rules;
    if (inactivitySeconds !== undefined) this.remind('inactivity', chat.id, this.now + inactivitySeconds * 1000);
    this.say(`${chat.id} goes to ${agent.id}${from}: ${cause}`);
  }

  private giveUp(chat: ReferenceChat, cause: string): void {
    if (this.removed) return this.finish(chat, 'ended');
    this.say(`${chat.id} goes back to the queue from ${chat.agentId}: ${cause}`);
    chat.state = 'waiting';
    chat.givenUpBy = chat.agentId;
    delete chat.agentId;
    this.forget('inactivity', chat.id);
    if (this.closed()) this.remind('hours', this.id, this.now); // it met no closing time
  }

  private finish(chat: ReferenceChat, outcome: 'ended' | 'cancelled' | 'left_message', why?: string): undefined {
    const of = chat.state === 'in_progress' ? ` with ${chat.agentId}` : '';
    chat.state = outcome;
    this.forget('inactivity', chat.id);
    this.say(`${chat.id} is over${of}: ${outcome}${why === undefined ? '' : `, ${why}`}`);
  }

  /** From a change of the rule on, chats in progress have its time. */
  private watchInactivity(): void {
    const { inactivitySeconds } = this.rules;
    for (const chat of this.chats) {
      this.forget('inactivity', chat.id);
      const watched = chat.state === 'in_progress' && inactivitySeconds !== undefined;
      if (watched) this.remind('inactivity', chat.id, this.now + inactivitySeconds * 1000);
    }
  }

  /** Chats are not left with whoever has lost the connection any more: the grace period of those begins. */
  private watchTheAbsent(): void {
    for (const agent of this.agents) {
      const watched = !agent.connected && this.load(agent) > 0 && !this.deadline('grace', agent.id);
      if (watched) this.remind('grace', agent.id, this.now + this.rules.graceSeconds * 1000);
    }
  }

  /** When somebody has to look whether the team is closed: at once if it is, or when that changes. */
  private watchHours(): void {
    this.forget('hours', this.id);
    if (this.removed && this.waiting().length > 0) this.remind('hours', this.id, this.now);
    if (!this.rules.leftMessage.outsideHours || this.removed) return;
    const next = this.closed() ? new Date(this.now).toISOString() : changesAfter(this.rules.schedule, this.now);
    if (next !== undefined) this.remind('hours', this.id, Date.parse(next));
  }

  /** Who still waits when the team closes has left a message; in a team that is removed, has waited for nothing. */
  private close(): undefined {
    if (this.removed) for (const chat of this.waiting()) this.finish(chat, 'cancelled');
    if (this.removed) return;
    if (this.closed()) for (const chat of this.waiting()) this.finish(chat, 'left_message', 'outside_hours');
    const next = changesAfter(this.rules.schedule, this.now);
    if (next !== undefined) this.remind('hours', this.id, Date.parse(next));
  }

  private remind(kind: ReferenceDeadline['kind'], subjectId: string, dueAt: number): void {
    this.forget(kind, subjectId);
    this.deadlines.push({ kind, subjectId, dueAt });
  }

  private forget(kind: string, subjectId: string): void {
    this.deadlines = this.deadlines.filter((one) => one.kind !== kind || one.subjectId !== subjectId);
  }
}
