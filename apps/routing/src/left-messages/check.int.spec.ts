import { anAgent, aRequest } from '../test-support/builders.harness.spec';
import type { AgentOnDuty, TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

// What agents see under *Check*: who may see, take and close, and who comes first.

const routing = useRouting();
const nobodyThere = { leftMessage: { outsideHours: false, nobodyAvailable: true } };
const post = (path: string, token: string, body?: unknown) => routing.service.call('POST', path, token, body);
const take = (chat: string, { token }: AgentOnDuty) => post(`/messages/${chat}/take`, token);
const close = (chat: string, token: string, note = 'Called back.') => post(`/messages/${chat}/close`, token, { note });
const listed = async (token: string) => (await routing.service.call('GET', '/messages', token)).body.items as unknown[];
const closings = async (chat: string) =>
  (await routing.service.outbox(chat)).filter(({ type }) => type === 'message.closed.v1');

/** A message is left, and three agents come. */
async function left() {
  const team = await routing.team(nobodyThere);
  const chat = await team.request();
  const [ann, ben, cem] = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
  return { team, chat, ann, ben, cem };
}

const leaveForGood = (team: TeamUnderTest, { id, name }: AgentOnDuty) =>
  routing.service.deliver('routing.configuration', [anAgent(team.id, id, { name, version: 2, active: false })]);

describe('who may', () => {
  it('neither customers nor operators see, take or close a message; managers do not take', async () => {
    const { team, chat } = await left();
    const customer = await routing.issuers.customer(team.id, chat);
    const operator = await routing.issuers.account({ roles: ['operator'] });
    for (const token of [customer, operator]) {
      expect((await routing.service.call('GET', '/messages', token)).status).toBe(403);
      expect((await post(`/messages/${chat}/take`, token)).status).toBe(403);
      expect((await close(chat, token)).status).toBe(403);
    }
    expect((await post(`/messages/${chat}/take`, team.managerToken)).status).toBe(403);
    expect(await listed(team.managerToken)).toMatchObject([{ chatId: chat, agent: null }]);
  });

  it('nobody of another team, who sees none of them', async () => {
    const { chat } = await left();
    const other = await left();
    const notThere = { status: 404, body: { code: 'MESSAGE.NOT_FOUND' } };
    expect(await take(chat, other.ann)).toMatchObject(notThere);
    expect(await close(chat, other.team.managerToken)).toMatchObject(notThere);
    expect(await listed(other.ann.token)).toMatchObject([{ chatId: other.chat }]);
    expect(await closings(chat)).toEqual([]);
  });

  it('a chat in progress is no left message', async () => {
    const { team, ann, ben } = await left();
    const chat = await team.request();
    const other = (await team.ownerOf(chat)) === 'Ann' ? ben : ann;
    const notThere = { status: 404, body: { code: 'MESSAGE.NOT_FOUND' } };
    expect([await take(chat, other), await close(chat, other.token)]).toMatchObject([notThere, notThere]);
  });
});

describe('a message that is taken', () => {
  it('changes neither counters nor turns, and its taker is named in the list', async () => {
    const { team, chat, ann } = await left();
    const agents = () =>
      routing.service.rows('SELECT id, active_chats, last_sequence FROM agent WHERE team_id = $1 ORDER BY id', [
        team.id,
      ]);
    const before = await agents();
    await take(chat, ann);
    expect(await listed(ann.token)).toMatchObject([{ chatId: chat, agent: { id: ann.id, name: 'Ann' } }]);
    await close(chat, ann.token);
    expect(await agents()).toEqual(before);
  });

  it('by one who has left the team since, is for whoever takes it over', async () => {
    const { team, chat, ann, ben, cem } = await left();
    await take(chat, ann);
    expect((await take(chat, ben)).status).toBe(409);
    await leaveForGood(team, ann);
    expect(await take(chat, ann)).toMatchObject({ status: 409, body: { code: 'AGENT.INACTIVE' } });
    expect(await take(chat, ben)).toMatchObject({ status: 200, body: { agent: { name: 'Ben' } } });
    expect(await take(chat, cem)).toMatchObject({ status: 409, body: { winner: { name: 'Ben' } } });
    await leaveForGood(team, ben);
    expect((await close(chat, cem.token)).status).toBe(204); // answered at once
    expect(await closings(chat)).toMatchObject([{ data: { agentId: cem.id, note: 'Called back.' } }]);
  });
});

describe('a message that is closed', () => {
  it('says by whom in the decisions about it, as soon as it is', async () => {
    const { team, chat, ann } = await left();
    const story = async () => {
      const { body } = await routing.service.call('GET', `/chats/${chat}/decisions`, team.managerToken);
      return (body.items as { sentence: string }[]).map(({ sentence }) => sentence);
    };
    const sentence = 'Nobody was connected and available, so the request became a left message.';
    expect(await story()).toEqual([sentence]);
    await close(chat, ann.token);
    expect(await story()).toEqual([`${sentence} Ann closed it.`]);
  });
});

describe('a message without a text', () => {
  it('is a left message like any other', async () => {
    const team = await routing.team(nobodyThere);
    const request = aRequest(team.id, { firstMessage: undefined, customer: { id: 'c-7' } });
    await routing.service.deliver('routing.requests', [request]);
    const [ended, message] = await routing.service.outbox(request.data.chatId);
    expect(message).toMatchObject({ type: 'message.left.v1', data: { text: '', customer: { id: 'c-7' } } });
    expect(message?.teamseq).toBe(ended?.teamseq);
    expect(await listed(team.managerToken)).toMatchObject([{ text: '', customer: { id: 'c-7' } }]);
  });
});

describe('a race', () => {
  it('of two who close at once has one closing; the other hears that it is closed', async () => {
    for (let round = 0; round < 10; round++) {
      const { chat, ann, ben } = await left();
      const answers = await Promise.all([ann, ben].map(({ token }) => close(chat, token)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('MESSAGE.ALREADY_CLOSED');
      expect(await closings(chat)).toHaveLength(1);
    }
  });

  it('of one who takes and a manager who closes ends closed, once', async () => {
    for (let round = 0; round < 10; round++) {
      const { team, chat, ann } = await left();
      const [taken, closed] = await Promise.all([take(chat, ann), close(chat, team.managerToken)]);
      expect(closed.status).toBe(204);
      if (taken.status !== 200) expect(taken.body.code).toBe('MESSAGE.ALREADY_CLOSED');
      expect(await closings(chat)).toHaveLength(1);
      expect(await listed(ann.token)).toEqual([]);
      expect(await routing.service.rows('SELECT FROM chat_content WHERE chat_id = $1', [chat])).toEqual([]);
    }
  });
});
