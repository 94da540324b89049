import type { CloudEvent, EventData, TopicName } from '@switchboard/contracts';
import { randomUUID } from 'node:crypto';
import { eventually, StreamClient } from '@switchboard/testing';
import { Conversation, Follower } from './conversation.support';
import type { Installation } from './installation.support';
import { type Agent, Team } from './team.support';

/** Two processes of each service, used as channels, customers, agents and managers do. */
export function lifeOfAChat(running: () => Installation): void {
  let installation: Installation;
  const agents: Agent[] = [];
  beforeAll(() => {
    installation = running();
  });
  afterAll(() => Promise.all(agents.map((agent) => agent.disconnectAll())));

  const agentOf = async (team: Team, name: string, capacity?: number): Promise<Agent> => {
    const agent = await team.agent(name, capacity);
    agents.push(agent);
    return agent;
  };

  it('takes a chat from the channel to the agent with the fewest, and to its end', async () => {
    const team = await Team.create(installation, 'automatic');
    const kim = await agentOf(team, 'Kim');
    const lee = await agentOf(team, 'Lee');
    const [first, second] = [await team.request(), await team.request()];
    await team.soon(first, 'in_progress');
    await team.soon(second, 'in_progress');
    const names = [(await team.stateOf(first)).body.agent?.name, (await team.stateOf(second)).body.agent?.name];
    expect(names.sort()).toEqual(['Kim', 'Lee']);
    for (const agent of [kim, lee])
      await eventually(() => expect(agent.heard[0]?.map(({ event }) => event)).toContain('chat.assigned'));
    const owner = (await team.stateOf(first)).body.agent?.name === 'Kim' ? kim : lee;
    expect((await owner.end(first.chatId)).status).toBe(200);
    await team.soon(first, 'ended');
    // The same key and body: the same chat, with a token that still works; another body is refused.
    expect((await team.request('k-0')).chatId).toBe(first.chatId);
    const headers = { 'idempotency-key': 'k-0' };
    const other = { bearer: team.channelKey, headers, body: { customer: { id: 'somebody-else' } } };
    expect((await installation.call('intake', 'POST', 'chats', other)).status).toBe(422);
  });

  it('lets a customer leave', async () => {
    const team = await Team.create(installation, 'automatic');
    const chat = await team.request();
    const cancelled = await installation.call('intake', 'POST', `chats/${chat.chatId}/cancel`, {
      bearer: chat.token,
      body: {},
    });
    expect(cancelled.status).toBe(200);
    await team.soon(chat, 'cancelled');
  });

  it('gives a claimed chat to one agent and names the winner to the other', async () => {
    const team = await Team.create(installation, 'manual');
    const [kim, lee] = [await agentOf(team, 'Kim'), await agentOf(team, 'Lee')];
    const chat = await team.request();
    await eventually(async () => {
      const { body } = await installation.call<{ items: unknown[] }>('routing', 'GET', 'chats', { bearer: kim.token });
      expect(body.items).toHaveLength(1);
    });
    const answers = await Promise.all([kim.claim(chat.chatId, 0), lee.claim(chat.chatId, 1)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const kimWon = answers[0].status === 200;
    const refusal = answers[kimWon ? 1 : 0].body;
    expect(refusal).toMatchObject({ code: 'CHAT.ALREADY_ASSIGNED' });
    expect(JSON.stringify(refusal)).toContain(kimWon ? 'Kim' : 'Lee');
    expect((await (kimWon ? kim : lee).claim(chat.chatId)).status).toBe(200);
  });

  it('routes under the settings that the manager saved last, and records their version', async () => {
    const team = await Team.create(installation, 'manual');
    await agentOf(team, 'Kim');
    const chat = await team.request();
    const settings = await installation.call<{ version: number }>('settings', 'GET', `teams/${team.id}`, {
      bearer: team.managerToken,
    });
    const body = { version: settings.body.version, method: 'automatic' };
    const saved = await installation.call<{ version: number }>('settings', 'PATCH', `teams/${team.id}`, {
      bearer: team.managerToken,
      body,
    });
    expect(saved.status).toBe(200);
    await team.soon(chat, 'in_progress');
    const decisions = await installation.call<{ items: Record<string, unknown>[] }>(
      ...(['routing', 'GET', `chats/${chat.chatId}/decisions`, { bearer: team.managerToken }] as const),
    );
    const assigned = decisions.body.items.filter(({ kind }) => kind === 'assigned');
    expect(assigned).toEqual([expect.objectContaining({ cause: 'drain', settingsVersion: saved.body.version })]);
  });

  it('keeps an agent with two tabs on two instances connected until the last one closes', async () => {
    const team = await Team.create(installation, 'automatic');
    const kim = await agentOf(team, 'Kim');
    await kim.connect(1);
    await kim.disconnect(0);
    const chat = await team.request();
    await team.soon(chat, 'in_progress');
    await kim.isConnected(true);
    await kim.disconnect(1);
    await kim.isConnected(false);
  });

  it('lets customer and agents talk while the chat goes to and fro: nobody misses a word, a new owner writes at once', async () => {
    const team = await Team.create(installation, 'manual');
    let [owner, other] = [await agentOf(team, 'Kim'), await agentOf(team, 'Lee')];
    const chat = await team.request();
    const talk = new Conversation(installation, chat);
    const followers = [owner, other].map((agent) => new Follower(installation, agent, chat.chatId));
    const following = followers.map((follower) => follower.follow());
    const stream = `${installation.url('intake', 1)}/api/v1/intake/chats/${chat.chatId}/stream`;
    const customer = await StreamClient.open(stream, chat.token);
    const seen = await installation.call('intake', 'GET', `chats/${chat.chatId}`, { bearer: owner.token });
    expect(seen.body).toMatchObject({ customer: { name: 'Ann' }, channel: { name: 'Web' } });
    let assignmentId = await eventually(async () => {
      const { body } = await owner.claim(chat.chatId);
      if (typeof body['assignmentId'] !== 'string') throw new Error(JSON.stringify(body));
      return body['assignmentId'];
    });
    for (let round = 0; round < 6; round += 1) {
      const talking = Promise.all(['a', 'b', 'c'].map((n) => talk.say(chat.token, `customer ${round}${n}`)));
      expect((await talk.say(owner.token, `agent ${round}`, assignmentId)).status).toBe(201);
      const next = await talk.transfer(owner, other);
      expect((await talk.say(other.token, `agent ${round}, at once`, next)).status).toBe(201);
      const late = await talk.say(owner.token, 'too late', assignmentId);
      expect(late).toMatchObject({ status: 403, body: { code: 'CHAT.ASSIGNMENT_SUPERSEDED' } });
      expect((await talking).map(({ status }) => status)).toEqual([201, 201, 201]);
      [owner, other, assignmentId] = [other, owner, next];
    }
    const transcript = await talk.transcript();
    expect(transcript.map(({ seq }) => seq)).toEqual(Array.from({ length: 31 }, (_, seq) => seq));
    const texts = transcript.map(({ text }) => text);
    const known = (): string[] | undefined => followers.find(({ agent }) => agent === owner)?.texts;
    await eventually(() => expect(known()).toEqual(texts), { timeoutMs: 30_000 });
    const said = () => customer.feed.filter(({ event }) => event === 'message').map(({ data }) => data);
    await eventually(() => expect(said().map((data) => JSON.parse(data) as unknown)).toEqual(transcript.slice(1)));
    customer.close();
    for (const follower of followers) follower.stop();
    await Promise.all(following);
  });

  it('tells each side, whichever instances they use, that the other is typing and what it has read', async () => {
    const team = await Team.create(installation, 'automatic');
    const kim = await agentOf(team, 'Kim');
    const chat = await team.request();
    await team.soon(chat, 'in_progress');
    const tell = (method: string, what: string, bearer: string, body: object) =>
      installation.call('intake', method, `chats/${chat.chatId}/${what}`, { bearer, body });
    const heard = <T extends TopicName>(topic: T): EventData<T>[] =>
      (kim.heard[0] ?? []).flatMap(({ event, data }) =>
        event === topic ? [(JSON.parse(data) as CloudEvent<T>).data] : [],
      );
    // Before its stream has brought the chat, notification does not know whom it would tell.
    await eventually(() => expect(heard('chat.assigned')).toHaveLength(1));
    const assignmentId = heard('chat.assigned')[0]?.assignmentId;
    const stream = `${installation.url('intake', 1)}/api/v1/intake/chats/${chat.chatId}/stream`;
    const customer = await StreamClient.open(stream, chat.token);
    await customer.first('ready');
    expect((await tell('POST', 'typing', chat.token, {})).status).toBe(204);
    expect((await tell('PUT', 'read', chat.token, { seq: 0 })).status).toBe(200);
    const byCustomer = { chatId: chat.chatId, teamId: team.id, side: 'customer', seq: 0 };
    await eventually(() =>
      expect(heard('chat.activity')).toEqual(
        expect.arrayContaining([
          { ...byCustomer, kind: 'typing' },
          { ...byCustomer, kind: 'read' },
        ]),
      ),
    );
    expect((await tell('POST', 'typing', kim.token, { assignmentId })).status).toBe(204);
    await eventually(() =>
      expect(customer.passing.at(-1)).toEqual({ chatId: chat.chatId, side: 'agent', kind: 'typing', seq: 0 }),
    );
    customer.close();
  });

  it('reveals nothing to strangers', async () => {
    const [team, other] = [await Team.create(installation, 'manual'), await Team.create(installation, 'manual')];
    const kim = await agentOf(other, 'Kim');
    const chat = await team.request();
    await eventually(async () => {
      const seen = await installation.call('routing', 'GET', `chats/${chat.chatId}`, { bearer: team.managerToken });
      expect(seen.status).toBe(200);
    });
    const foreign = await kim.claim(chat.chatId);
    const missing = await kim.claim(randomUUID());
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(foreign.body['code']).toBe(missing.body['code']);
    const asKim = { bearer: kim.token };
    expect((await installation.call('settings', 'GET', `teams/${team.id}`, asKim)).status).toBe(403);
    expect(
      (await installation.call('settings', 'GET', `teams/${team.id}`, { bearer: other.managerToken })).status,
    ).toBe(404);
    expect((await installation.call('routing', 'GET', 'placeholders', asKim)).status).toBe(403);
    expect((await installation.call('routing', 'GET', 'chats')).status).toBe(401);
    expect((await installation.call('notification', 'GET', 'stream', { bearer: chat.token })).status).toBe(403);
    expect((await installation.call('routing', 'GET', 'chats', { bearer: chat.token })).status).toBe(403);
  });
}
