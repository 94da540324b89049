import type { CloudEvent } from '@switchboard/contracts';
import type { Command } from '@switchboard/routing-domain';
import type { ReferenceTeam } from '../../../../libs/routing-domain/src/model-based/reference-team.harness.spec';
import { LapseDeadlines } from '../deadlines/lapse-deadlines';
import { aCancel, anAgent, aPresence, aRequest, aTeam } from './builders.harness.spec';
import { eventually, type TeamUnderTest } from './team.harness.spec';
import type { UsedRouting } from './use-routing.harness.spec';

type Doable = Exclude<Command, { kind: 'drain' }>;

const agentNames = ['a0', 'a1', 'a2', 'a3', 'foreign', 'nobody'];
const NOT_OURS = '00000000-0000-7000-8000-000000000000';

/** What can be compared: chats, the order of the queue, and the agents with their loads. */
interface State {
  readonly chats: unknown[];
  readonly waiting: unknown[];
  readonly agents: unknown[];
}

/** The service behind the names of the reference model: commands go in as people and other services send them. */
export class ServiceUnderModel {
  private readonly chatIds = new Map<string, string>();
  /** Id of the last row of the outbox that was looked at. */
  private lastRead = '0';
  private readonly names: Map<string, string>;

  private constructor(
    private readonly routing: UsedRouting,
    private readonly team: TeamUnderTest,
    private readonly agentIds: Map<string, string>,
  ) {
    this.names = new Map([...agentIds].map(([name, id]) => [id, name]));
  }

  /** @param ids of the agents, ascending, so that they stand in the order of their names */
  static async create(routing: UsedRouting, ids: readonly string[]): Promise<ServiceUnderModel> {
    const elsewhere = await routing.team();
    const agentIds = new Map(agentNames.map((name, i) => [name, ids[i] ?? NOT_OURS]));
    const foreign = agentIds.get('foreign') ?? NOT_OURS;
    await routing.service.deliver('routing.configuration', [anAgent(elsewhere.id, foreign)]);
    const team = await routing.unknownTeam();
    // However slow the machine is: a silence of presence in between would be none that the model knows of.
    await routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() + interval '1 h'`);
    return new ServiceUnderModel(routing, team, agentIds);
  }

  /** Does the commands, requests of one batch together; what was refused, in the words of the model. */
  async execute(commands: readonly Doable[]): Promise<string[]> {
    if (commands.length > 1 && commands.every(({ kind }) => kind === 'request')) {
      return this.deliver(
        'routing.requests',
        commands.map((command) => this.requestOf(command)),
      );
    }
    const told: string[] = [];
    for (const command of commands) told.push(...(await this.one(command)));
    return told;
  }

  private async one(command: Doable): Promise<string[]> {
    switch (command.kind) {
      case 'request':
        return this.deliver('routing.requests', [this.requestOf(command)]);
      case 'cancel':
        return this.deliver('routing.requests', [aCancel(this.team.id, this.chat(command.chatId))]);
      case 'claim':
        return this.post(`/chats/${this.chat(command.chatId)}/claim`, this.agent(command.agentId), ['agent']);
      case 'assign':
      case 'transfer': {
        const { kind, chatId, agentId, override, actor } = command;
        return this.post(`/chats/${this.chat(chatId)}/${kind}`, this.actor(actor.id), this.rolesOf(actor.kind), {
          agentId: this.agent(agentId),
          override,
        });
      }
      case 'end':
      case 'requeue': {
        const { kind, chatId, actor } = command;
        return this.post(`/chats/${this.chat(chatId)}/${kind}`, this.actor(actor.id), this.rolesOf(actor.kind));
      }
      case 'take-message':
        return this.post(`/messages/${this.chat(command.chatId)}/take`, this.agent(command.agentId), ['agent']);
      case 'close-message': {
        const { chatId, actor } = command;
        const path = `/messages/${this.chat(chatId)}/close`;
        return this.post(path, this.actor(actor.id), this.rolesOf(actor.kind), { note: 'Done.' });
      }
      case 'set-availability':
        return this.setAvailability(command);
      case 'set-presence': {
        const { agentId, connected, version } = command;
        return this.deliver('routing.presence', [aPresence(this.team.id, this.agent(agentId), connected, version)]);
      }
      case 'configure-agent': {
        const { agentId, name, active, capacity, version } = command;
        const data = { name, active, version, ...(capacity !== undefined && { capacity }) };
        return this.deliver('routing.configuration', [anAgent(this.team.id, this.agent(agentId), data)]);
      }
      case 'configure-team': {
        const { name, method, strategy, defaultCapacity, rules, version } = command;
        const { graceSeconds, afterGrace, inactivitySeconds, leftMessage } = rules;
        const facts = { name, method, strategy, defaultCapacity, graceSeconds, afterGrace, leftMessage, version };
        const settings = { ...facts, ...(inactivitySeconds !== undefined && { inactivitySeconds }) };
        return this.deliver('routing.configuration', [aTeam(this.team.id, settings)]);
      }
      case 'lapse':
        return this.lapse(command.subjectId);
    }
  }

  /** Once nothing is due for the team any more. */
  drained(): Promise<void> {
    return this.team.eventuallyDrained();
  }

  /** What has been announced since the last time, in the words of the model. */
  async announced(): Promise<string[]> {
    const rows = await this.routing.service.rows<{ id: string; payload: string }>(
      'SELECT id, payload FROM outbox WHERE id > $1 ORDER BY id',
      [this.lastRead],
    );
    this.lastRead = rows.at(-1)?.id ?? this.lastRead;
    const events = rows.map(({ payload }) => JSON.parse(payload) as CloudEvent);
    const name = (id: unknown) => this.nameOf(String(id));
    return events.filter((event) => event.teamid === this.team.id).map((event) => announcement(event, name));
  }

  /** The same of the model: what only the asker hears is announced to nobody, and a left message twice. */
  static announcedBy(reference: ReferenceTeam): string[] {
    const silent = /^(refused|unchanged|configured)| is taken | is cancelled before /;
    return reference.story
      .filter((each) => !silent.test(each))
      .flatMap((each) => each.replace(/^(\S+)( is over: left_message), /, '$1$2\n$1 has left a message: ').split('\n'));
  }

  async state(): Promise<State> {
    const rows = await this.routing.service.rows<Record<string, string | null>>(
      `SELECT id, state, agent_id AS agent, closed_by AS "closedBy" FROM chat WHERE team_id = $1 ORDER BY queue_sequence`,
      [this.team.id],
    );
    const name = (id: string | null | undefined) => (id ? this.nameOf(id) : undefined);
    const chats = rows.map((row) => [name(row.id), row.state, name(row.agent), name(row.closedBy)]);
    const agents = await this.routing.service.rows<Record<string, string | number | boolean>>(
      `SELECT id, active_chats, active, connected, availability, capacity FROM agent WHERE team_id = $1`,
      [this.team.id],
    );
    return {
      chats: [...chats].sort(),
      waiting: chats.filter(([, state]) => state === 'waiting').map(([chat]) => chat),
      agents: agents
        .map((a) => [this.names.get(String(a.id)), a.active_chats, a.active, a.connected, a.availability, a.capacity])
        .sort(),
    };
  }

  /** The same of the model. */
  static stateOf(reference: ReferenceTeam): State {
    return {
      chats: reference.chats.map(({ id, state, agentId, closedBy }) => [id, state, agentId, closedBy]).sort(),
      waiting: reference.waiting().map(({ id }) => id),
      agents: reference.agents
        .map((a) => [a.id, reference.load(a), a.active, a.connected, a.availability, reference.capacityOf(a)])
        .sort(),
    };
  }

  private requestOf(command: Doable) {
    if (command.kind !== 'request') throw new Error('no request');
    const firstMessage = command.requestHash;
    return aRequest(this.team.id, { chatId: this.chat(command.chatId), firstMessage });
  }

  private async deliver(...[name, events]: Parameters<UsedRouting['service']['deliver']>): Promise<string[]> {
    return (await this.routing.service.deliver(name, events)).map(({ code }) => `refused: ${code}`);
  }

  /** By the agent; one who is none of the team has no token for it, and the model refuses all the same. */
  private async setAvailability({ agentId, availability }: Extract<Doable, { kind: 'set-availability' }>) {
    const id = this.agent(agentId);
    const token = await this.token(id, ['agent']);
    return refusalOf(
      await this.routing.service.call('PUT', `/agents/${id}/availability`, token, { availability }),
      this.names,
    );
  }

  private async post(path: string, by: string, roles: string[], body?: unknown): Promise<string[]> {
    return refusalOf(await this.routing.service.call('POST', path, await this.token(by, roles), body), this.names);
  }

  private async lapse(subject: string): Promise<string[]> {
    const id = this.agentIds.get(subject) ?? this.chatIds.get(subject);
    if (id === undefined) return [];
    await this.routing.makeDue(id);
    // The watch would look only half a second later, and may have looked just now.
    await this.routing.service.app.get(LapseDeadlines, { strict: false }).execute();
    await eventually(async () => {
      expect(await this.routing.service.rows('SELECT FROM deadline WHERE subject_id = $1', [id])).toEqual([]);
    });
    return [];
  }

  private token = (id: string, roles: string[]) => this.routing.issuers.account({ id, teamId: this.team.id, roles });
  private rolesOf = (kind: string): string[] => [kind];
  private agent = (name: string): string => this.agentIds.get(name) ?? NOT_OURS;
  private actor = (name: string | undefined): string => this.agentIds.get(name ?? '') ?? NOT_OURS;

  private chat(name: string): string {
    const known = this.chatIds.get(name) ?? crypto.randomUUID();
    this.chatIds.set(name, known);
    this.names.set(known, name);
    return known;
  }

  /** Who is none of the agents is the manager. */
  private nameOf = (id: string): string => this.names.get(id) ?? 'm';
}

/** An event in the words of the reference model. */
function announcement({ type, data }: CloudEvent, name: (id: unknown) => string): string {
  const facts = data as Record<string, unknown>;
  const chat = name(facts.chatId);
  const from = name(facts.previousAgentId);
  switch (type) {
    case 'chat.queued.v1':
      return `${chat} waits: ${String(facts.why)}`;
    case 'chat.assigned.v1': {
      const before = facts.previousAgentId === undefined ? '' : ` from ${from}`;
      return `${chat} goes to ${name((facts.agent as { id: string }).id)}${before}: ${String(facts.cause)}`;
    }
    case 'chat.requeued.v1':
      return `${chat} goes back to the queue from ${from}: ${String(facts.cause)}`;
    case 'chat.ended.v1':
      return `${chat} is over${facts.agentId === undefined ? '' : ` with ${name(facts.agentId)}`}: ${String(facts.outcome)}`;
    case 'message.left.v1':
      return `${chat} has left a message: ${String(facts.why)}`;
    case 'message.closed.v1':
      return `${chat} is closed by ${name(facts.agentId)}`;
    case 'agent.availability.v1':
      return `${name(facts.agentId)} is ${String(facts.availability)}, version ${String(facts.version)}`;
    default:
      return type;
  }
}

function refusalOf(answer: { status: number; body: Record<string, unknown> }, names: Map<string, string>): string[] {
  if (answer.status < 300) return [];
  const winner = answer.body.winner as { id: string } | undefined;
  return [`refused: ${String(answer.body.code)}${winner ? ` ${names.get(winner.id)} has it` : ''}`];
}
