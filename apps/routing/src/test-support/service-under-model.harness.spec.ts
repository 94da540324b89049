import type { CloudEvent } from '@switchboard/contracts';
import type { Doable } from '../../../../libs/routing-domain/src/model-based/interpreter.harness.spec';
import type { ReferenceTeam } from '../../../../libs/routing-domain/src/model-based/reference-team.harness.spec';
import { LapseDeadlines } from '../deadlines/lapse-deadlines';
import { aBeat, aCancel, anAgent, aPresence, aRequest, aTeam } from './builders.harness.spec';
import { eventually, type TeamUnderTest } from './team.harness.spec';
import type { UsedRouting } from './use-routing.harness.spec';
import { announcement, refusalOf } from './words-of-the-model.harness.spec';

const agentNames = ['a0', 'a1', 'a2', 'a3', 'foreign', 'nobody'];
const NOT_OURS = '00000000-0000-7000-8000-000000000000';

/** Who reads the events of a batch, by its first. */
function consumerOf({ kind }: Doable) {
  if (kind === 'request' || kind === 'cancel') return 'routing.requests';
  return kind === 'set-presence' ? 'routing.presence' : 'routing.configuration';
}

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
    const service = new ServiceUnderModel(routing, team, agentIds);
    await service.hear('1 h');
    return service;
  }

  /** Events that come together: one batch, one transaction. What was refused, in the words of the model. */
  async deliver(commands: readonly Doable[]): Promise<string[]> {
    const [first] = commands;
    if (!first) return [];
    const events = commands.map((command) => this.eventOf(command));
    const refused = await this.routing.service.deliver(consumerOf(first), events);
    return refused.map(({ code }) => `refused: ${code}`);
  }

  /** What people do in the same moment: the answer to each, a refusal in the words of the model or nothing. */
  atOnce(commands: readonly Doable[]): Promise<string[][]> {
    return Promise.all(commands.map((command) => this.post(command)));
  }

  private eventOf(command: Doable): CloudEvent<never> {
    return this.anyEventOf(command) as CloudEvent<never>;
  }

  private anyEventOf(command: Doable): CloudEvent {
    switch (command.kind) {
      case 'request':
        return aRequest(this.team.id, { chatId: this.chat(command.chatId), firstMessage: command.requestHash });
      case 'cancel':
        return aCancel(this.team.id, this.chat(command.chatId));
      case 'set-presence': {
        const { agentId, connected, version } = command;
        return aPresence(this.team.id, this.agent(agentId), connected, version);
      }
      case 'configure-agent': {
        const { agentId, name, active, capacity, version } = command;
        const data = { name, active, version, ...(capacity !== undefined && { capacity }) };
        return anAgent(this.team.id, this.agent(agentId), data);
      }
      case 'configure-team': {
        const { name, method, strategy, defaultCapacity, rules, removed, version } = command;
        const { graceSeconds, afterGrace, inactivitySeconds, leftMessage, schedule } = rules;
        const facts = {
          name,
          method,
          strategy,
          defaultCapacity,
          graceSeconds,
          afterGrace,
          leftMessage,
          removed,
          version,
        };
        const hours = [...schedule.hours];
        return aTeam(this.team.id, { ...facts, hours, ...(inactivitySeconds !== undefined && { inactivitySeconds }) });
      }
      default:
        throw new Error(`${command.kind} comes by no event`);
    }
  }

  private post(command: Doable): Promise<string[]> {
    switch (command.kind) {
      case 'claim':
        return this.call('POST', `/chats/${this.chat(command.chatId)}/claim`, { id: command.agentId, kind: 'agent' });
      case 'assign':
      case 'transfer': {
        const { kind, chatId, agentId, override, actor } = command;
        const body = { agentId: this.agent(agentId), override };
        return this.call('POST', `/chats/${this.chat(chatId)}/${kind}`, actor, body);
      }
      case 'end':
      case 'requeue':
        return this.call('POST', `/chats/${this.chat(command.chatId)}/${command.kind}`, command.actor);
      case 'take-message':
        return this.call('POST', `/messages/${this.chat(command.chatId)}/take`, { id: command.agentId, kind: 'agent' });
      case 'close-message':
        return this.call('POST', `/messages/${this.chat(command.chatId)}/close`, command.actor, { note: 'Done.' });
      case 'set-availability': {
        const { agentId, availability } = command;
        const path = `/agents/${this.agent(agentId)}/availability`;
        return this.call('PUT', path, { id: agentId, kind: 'agent' }, { availability });
      }
      default:
        throw new Error(`${command.kind} is nothing that people do`);
    }
  }

  /** Once nothing is due for the team any more. */
  drained(): Promise<void> {
    return this.team.eventuallyDrained();
  }

  /** The deadline of this agent or chat comes, if it stands. */
  async lapse(subject: string): Promise<void> {
    const id = this.agentIds.get(subject) ?? this.chatIds.get(subject);
    if (id === undefined) return;
    await this.routing.makeDue(id);
    await this.lapsed(id);
  }

  /** Once the opening hours have been looked at, where that is due. */
  hoursLapsed(): Promise<void> {
    return this.lapsed(this.team.id);
  }

  /** Nobody hears any more whether agents are connected, or there is a beat again. */
  async silence(silent: boolean): Promise<void> {
    if (silent) return this.hear('-1 h');
    await this.routing.service.deliver('routing.presence', [aBeat()]);
    await this.hear('1 h');
  }

  /** When presence was last heard of. However slow the machine is: no silence that the model knows nothing of. */
  private async hear(fromNow: string): Promise<void> {
    await this.routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() + $1::interval`, [fromNow]);
  }

  private async lapsed(id: string): Promise<void> {
    // The watch would look only half a second later, and may have looked just now.
    await this.routing.service.app.get(LapseDeadlines, { strict: false }).execute();
    await eventually(async () => {
      const due = 'SELECT FROM deadline WHERE subject_id = $1 AND due_at <= clock_timestamp()';
      expect(await this.routing.service.rows(due, [id])).toEqual([]);
    });
  }

  /** What has been announced since the last time, in the words of the model. */
  async announced(): Promise<string[]> {
    const rows = await this.routing.service.rows<{ id: string; payload: string }>(
      'SELECT id, payload FROM outbox WHERE id > $1 ORDER BY id',
      [this.lastRead],
    );
    this.lastRead = rows.at(-1)?.id ?? this.lastRead;
    const events = rows.map(({ payload }) => JSON.parse(payload) as CloudEvent);
    return events.filter((event) => event.teamid === this.team.id).map((event) => announcement(event, this.nameOf));
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

  /** One who is none of the team has no token of it, and the model refuses all the same. */
  private async call(method: string, path: string, by: { id?: string; kind: string }, body?: unknown) {
    const id = this.agent(by.id ?? '');
    const token = await this.routing.issuers.account({ id, teamId: this.team.id, roles: [by.kind] });
    return refusalOf(await this.routing.service.call(method, path, token, body), this.nameOf);
  }

  private agent = (name: string): string => this.agentIds.get(name) ?? NOT_OURS;

  private chat(name: string): string {
    const known = this.chatIds.get(name) ?? crypto.randomUUID();
    this.chatIds.set(name, known);
    this.names.set(known, name);
    return known;
  }

  /** Who is none of the agents is the manager. */
  private nameOf = (id: string): string => this.names.get(id) ?? 'm';
}
