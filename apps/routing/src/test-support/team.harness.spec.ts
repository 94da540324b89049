import { type CloudEvent, type EventData, uuidv7 } from '@switchboard/contracts';
import { eventually } from '@switchboard/testing';
import { aBeat, aPresence, aRequest, aTeam, anAgent } from './builders.harness.spec';
import type { Answer, Issuers, RoutingUnderTest } from './routing-app.harness.spec';

export interface AgentOnDuty {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** One team of a running service, set up and used as the other services would. */
export class TeamUnderTest {
  readonly id = uuidv7();
  managerToken = '';
  private version = 1;
  private presence = 0;

  private constructor(
    public routing: RoutingUnderTest,
    private readonly issuers: Issuers,
  ) {}

  /** From now on by this instance of the service. */
  using(routing: RoutingUnderTest): this {
    this.routing = routing;
    return this;
  }

  /** Presence is alive; settings have said nothing of the team. */
  static async unheardOf(routing: RoutingUnderTest, issuers: Issuers): Promise<TeamUnderTest> {
    await routing.deliver('routing.presence', [aBeat()]);
    return new TeamUnderTest(routing, issuers);
  }

  static async create(
    routing: RoutingUnderTest,
    issuers: Issuers,
    settings: Partial<EventData<'team.configured'>> = {},
  ): Promise<TeamUnderTest> {
    const team = await TeamUnderTest.unheardOf(routing, issuers);
    await routing.deliver('routing.configuration', [aTeam(team.id, settings)]);
    team.managerToken = await issuers.account({ id: uuidv7(), teamId: team.id, roles: ['manager'], name: 'Mia' });
    return team;
  }

  /** A new version of the team's settings. */
  async configure(settings: Partial<EventData<'team.configured'>>): Promise<void> {
    this.version++;
    await this.routing.deliver('routing.configuration', [aTeam(this.id, { version: this.version, ...settings })]);
  }

  /** An agent, connected and available unless told otherwise. */
  async agent(
    name: string,
    o: { connected?: boolean; availability?: string; capacity?: number; id?: string } = {},
  ): Promise<AgentOnDuty> {
    const id = o.id ?? uuidv7();
    const token = await this.issuers.account({ id, teamId: this.id, name });
    const data = { name, ...(o.capacity !== undefined && { capacity: o.capacity }) };
    await this.routing.deliver('routing.configuration', [anAgent(this.id, id, data)]);
    const agent = { id, name, token };
    if (o.availability !== 'hidden') await this.availability(agent, o.availability ?? 'available');
    if (o.connected !== false) await this.connect(agent);
    return agent;
  }

  /** Many agents at once, connected, as hidden as they begin. */
  async crowd(count: number): Promise<AgentOnDuty[]> {
    const agents = Array.from({ length: count }, (_, i) => ({ id: uuidv7(), name: `Agent ${i}` }));
    const configured = agents.map(({ id, name }) => anAgent(this.id, id, { name }));
    await this.routing.deliver('routing.configuration', configured);
    this.presence++;
    const connected = agents.map(({ id }) => aPresence(this.id, id, true, this.presence));
    await this.routing.deliver('routing.presence', connected);
    return Promise.all(
      agents.map(async (agent) => ({ ...agent, token: await this.issuers.account({ ...agent, teamId: this.id }) })),
    );
  }

  async connect(agent: AgentOnDuty, connected = true): Promise<void> {
    this.presence++;
    await this.routing.deliver('routing.presence', [aPresence(this.id, agent.id, connected, this.presence)]);
  }

  availability(agent: AgentOnDuty, availability: string): Promise<Answer> {
    return this.routing.call('PUT', '/agents/me/availability', agent.token, { availability });
  }

  /** Requests a chat; resolves to its id once routing has accepted it. */
  async request(): Promise<string> {
    const [chatId] = await this.requests(1);
    return chatId ?? '';
  }

  async requests(count: number): Promise<string[]> {
    const events = Array.from({ length: count }, () => aRequest(this.id));
    const refusals = await this.routing.deliver('routing.requests', events);
    if (refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
    return events.map((event) => event.data.chatId);
  }

  claim(agent: AgentOnDuty, chatId: string): Promise<Answer> {
    return this.routing.call('POST', `/chats/${chatId}/claim`, agent.token);
  }

  end(agent: AgentOnDuty, chatId: string): Promise<Answer> {
    return this.routing.call('POST', `/chats/${chatId}/end`, agent.token);
  }

  /** Who has the chat; undefined while it waits or is over. */
  async ownerOf(chatId: string): Promise<string | undefined> {
    const { body } = await this.routing.call('GET', `/chats/${chatId}`, this.managerToken);
    return body.state === 'in_progress' ? (body.agent as { name: string }).name : undefined;
  }

  /** The owner, once a drain had time to find one. */
  async soonOwnedBy(chatId: string, name: string): Promise<void> {
    await eventually(async () => expect(await this.ownerOf(chatId)).toBe(name));
  }

  /** Once nothing is due for the team any more. */
  async eventuallyDrained(): Promise<void> {
    await eventually(async () => {
      const rows = await this.routing.rows('SELECT FROM team WHERE id = $1 AND drain_due', [this.id]);
      expect(rows).toEqual([]);
    });
  }

  /** Types of the events about a chat, in order. */
  async story(chatId: string): Promise<string[]> {
    return (await this.routing.outbox(chatId)).map((event) => event.type.replace('.v1', ''));
  }

  async lastAssigned(chatId: string): Promise<CloudEvent<'chat.assigned'>> {
    const events = await this.routing.outbox(chatId);
    return events.filter((event) => event.type === 'chat.assigned.v1').at(-1) as CloudEvent<'chat.assigned'>;
  }
}

export { eventually };

/** What must hold in every database at any time: counters and census are the rows, limits hold, one owner, one active assignment. */
export async function expectConsistent(routing: RoutingUnderTest): Promise<void> {
  const wrong = await routing.rows(`
    SELECT 'agent counter' AS what, a.id FROM agent a
      WHERE a.active_chats <> (SELECT count(*) FROM chat WHERE agent_id = a.id AND state = 'in_progress')
    UNION ALL
    SELECT 'team counter', t.id FROM team t
      WHERE t.waiting <> (SELECT count(*) FROM chat WHERE team_id = t.id AND state = 'waiting')
    UNION ALL
    SELECT 'active assignment', c.id FROM chat c
      WHERE (c.state = 'in_progress') <> EXISTS (
        SELECT FROM assignment s WHERE s.chat_id = c.id AND s.released_at IS NULL AND s.id = c.assignment_id
          AND s.agent_id = c.agent_id AND s.team_id = c.team_id)
    UNION ALL
    SELECT 'content after the end', chat_id FROM chat_content JOIN chat ON chat.id = chat_id
      WHERE ended_at IS NOT NULL AND NOT (state = 'left_message' AND closed_by IS NULL)
    UNION ALL
    SELECT 'census', t.id FROM team t
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE eligible AND active_chats < capacity) AS free,
          count(*) FILTER (WHERE eligible AND active_chats >= capacity) AS "full",
          count(*) FILTER (WHERE active AND connected AND availability = 'busy') AS busy,
          count(*) FILTER (WHERE active AND connected AND availability = 'hidden') AS hidden,
          count(*) FILTER (WHERE active AND NOT connected) AS disconnected,
          count(*) FILTER (WHERE NOT active) AS inactive
        FROM agent WHERE team_id = t.id) AS counted
      WHERE (free_agents, full_agents, busy_agents, hidden_agents, disconnected_agents, inactive_agents)
        IS DISTINCT FROM (free, "full", busy, hidden, disconnected, inactive)
    UNION ALL
    SELECT 'strategy', a.id FROM agent a JOIN team t ON t.id = a.team_id WHERE a.strategy <> t.strategy
    UNION ALL
    SELECT 'sequence', t.id FROM team t
      WHERE t.sequence < (SELECT coalesce(max(last_sequence), 0) FROM agent WHERE team_id = t.id)`);
  expect(wrong).toEqual([]);
}
