import type { TopicName } from '@switchboard/contracts';
import {
  type AgentRow,
  type AssignmentRow,
  type ChatRow,
  type DatabaseState,
  type Evidence,
  type IntakeChatRow,
  type LedgerEntry,
  type PublishedRecord,
  standings,
  type TeamRow,
} from './evidence';

/** A run of one automatic team `t` as it should be, told step by step; specs then spoil one thing of it. */
export class Story {
  readonly ledger: LedgerEntry[] = [];
  readonly records: PublishedRecord[] = [];
  readonly chats: ChatRow[] = [];
  readonly assignments: AssignmentRow[] = [];
  readonly agents: AgentRow[];
  readonly intakeChats: IntakeChatRow[] = [];
  readonly fed: { teamId: string; event: string }[] = [];
  number = 0;
  presenceIsLive = true;

  /** @param capacities of the agents `a`, `b` …, all eligible all the time */
  constructor(...capacities: number[]) {
    this.agents = capacities.map((capacity, i) => ({
      ...{ id: String.fromCharCode(97 + i), teamId: 't', eligible: true, capacity },
      ...{ activeChats: 0, lastSequence: 0, versions: '1 1 1', standing: capacity > 0 ? 'free' : 'full' },
    }));
    this.look();
  }

  /** A census of now. */
  look(): this {
    const agents = this.agents.map((agent) => ({ ...agent }));
    const waiting = this.chats.filter(({ state }) => state === 'waiting').length;
    this.ledger.push({ kind: 'census', teamId: 't', sequence: this.number, waiting, agents });
    return this;
  }

  queued(chatId: string): this {
    this.ledger.push({ kind: 'request', teamId: 't', chatId, via: 'http' });
    this.tell('chat.queued', chatId, { queueSeq: this.number + 1 });
    return this.become(chatId, 'waiting', null);
  }

  assigned(chatId: string, agentId: string, more: object = {}): this {
    if (!this.chats.some(({ id }) => id === chatId))
      this.ledger.push({ kind: 'request', teamId: 't', chatId, via: 'http' });
    const method = { method: 'automatic', cause: 'drain', strategy: 'least-assigned' };
    const assignmentId = `${chatId}-${agentId}`;
    this.tell('chat.assigned', chatId, { agent: { id: agentId }, assignmentId, ...method, ...more });
    return this.become(chatId, 'in_progress', agentId);
  }

  requeued(chatId: string): this {
    this.tell('chat.requeued', chatId, { previousAgentId: this.chat(chatId)?.agentId });
    return this.become(chatId, 'waiting', null);
  }

  ended(chatId: string, outcome = 'ended'): this {
    const { agentId = null } = this.chat(chatId) ?? {};
    this.tell('chat.ended', chatId, { ...(agentId !== null && { agentId }), outcome });
    // Its text stands beside the end, and has its number.
    if (outcome === 'left_message') this.tell('message.left', chatId, {}, { number: this.number });
    return this.become(chatId, outcome, null);
  }

  /** An agent closes a left message. */
  closed(chatId: string, agentId: string): this {
    this.ledger.push({ kind: 'close', teamId: 't', chatId, agentId });
    this.tell('message.closed', chatId, { agentId });
    const [chat, seen] = [this.chat(chatId), this.intakeChats.find(({ id }) => id === chatId)];
    if (chat) replace(this.chats, { ...chat, closedBy: agentId });
    if (seen) replace(this.intakeChats, { ...seen, isClosed: true });
    return this;
  }

  /** Publishes an event with the next number of the team. */
  tell(topic: TopicName, chatId: string, data: object, more: { number?: number; team?: string } = {}): void {
    const teamId = more.team ?? 't';
    const teamseq = more.number ?? ++this.number;
    const id = `${topic}-${teamseq}`;
    this.publish(topic, teamId, { id, teamid: teamId, teamseq, data: { chatId, teamId, ...data } });
    this.fed.push({ teamId, event: `/routing ${id}` });
  }

  /** Publishes an event that takes no number of the team. */
  notice(topic: TopicName, key: string, data: object): this {
    return this.publish(topic, key, {
      id: `${topic}-${this.records.length}`,
      teamid: 't',
      data: { teamId: 't', ...data },
    });
  }

  private publish(topic: TopicName, key: string, document: object): this {
    const value = JSON.stringify({ source: '/routing', ...document });
    this.records.push({ topic, partition: 0, offset: this.records.length, key, value });
    return this;
  }

  evidence(spoilt: Partial<DatabaseState> = {}): Evidence {
    const { ledger, records, chats, assignments, agents, intakeChats, fed, presenceIsLive, number } = this;
    const waiting = chats.filter(({ state }) => state === 'waiting').length;
    const counted = standings.map((each) => [each, agents.filter(({ standing }) => standing === each).length]);
    const counters = { waiting, standings: Object.fromEntries(counted) as TeamRow['standings'] };
    const teams = [{ id: 't', method: 'automatic', removed: false, sequence: number, ...counters }];
    const rows = { teams, agents, chats, assignments, intakeChats, fed, presences: [], presenceIsLive, outboxes: [] };
    return { ledger, records, database: { ...rows, ...spoilt } };
  }

  chat(id: string): ChatRow | undefined {
    return this.chats.find((chat) => chat.id === id);
  }

  /** Brings all rows to where the chat is now. */
  private become(id: string, state: string, agentId: string | null): this {
    const before = this.chat(id);
    this.count(before?.agentId ?? null, -1);
    this.count(agentId, 1);
    replace(this.intakeChats, { id, teamId: 't', state, isLeft: state === 'left_message', isClosed: false });
    const assignmentId = agentId === null ? null : `${id}-${agentId}`;
    replace(this.chats, { id, teamId: 't', state, agentId, assignmentId, closedBy: null });
    for (const assignment of this.assignments.filter(({ chatId }) => chatId === id))
      replace(this.assignments, { ...assignment, active: false });
    if (agentId !== null)
      replace(this.assignments, { id: `${id}-${agentId}`, chatId: id, teamId: 't', agentId, active: true });
    return this;
  }

  private count(agentId: string | null, by: 1 | -1): void {
    const agent = this.agents.find(({ id }) => id === agentId);
    if (!agent) return;
    const lastSequence = by === 1 ? this.number : agent.lastSequence;
    const activeChats = agent.activeChats + by;
    const standing = activeChats < agent.capacity ? 'free' : 'full';
    replace(this.agents, { ...agent, activeChats, lastSequence, standing });
  }
}

function replace<Row extends { id: string }>(rows: Row[], row: Row): void {
  const at = rows.findIndex(({ id }) => id === row.id);
  rows.splice(at < 0 ? rows.length : at, at < 0 ? 0 : 1, row);
}
