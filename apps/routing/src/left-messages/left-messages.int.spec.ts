import type { EventData } from '@switchboard/contracts';
import { aCancel } from '../test-support/builders.harness.spec';
import { eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
const call = (method: string, path: string, token: string, body?: unknown) =>
  routing.service.call(method, path, token, body);

type Settings = Partial<EventData<'team.configured'>>;

const aroundTheClock = Array.from({ length: 7 }, (_, i) => ({ day: i + 1, from: '00:00', to: '24:00' }));
/** Hours of one day of the week that is neither today nor a neighbour of it, in whatever zone. */
const farDay = ((new Date().getUTCDay() + 2) % 7) + 1;
const closed: Settings = {
  timeZone: 'Asia/Seoul',
  hours: [{ day: farDay, from: '09:00', to: '17:00' }],
  leftMessage: { outsideHours: true, nobodyAvailable: false },
};
const open: Settings = { ...closed, hours: aroundTheClock };
const nobody: Settings = { leftMessage: { outsideHours: false, nobodyAvailable: true } };

const messages = async (team: TeamUnderTest) =>
  (await call('GET', '/messages', team.managerToken)).body.items as Record<string, unknown>[];
const isLeft = async (team: TeamUnderTest, chat: string) => (await team.story(chat)).includes('message.left');

describe('outside business hours', () => {
  it('a request becomes a left message with its first message as the text', async () => {
    const team = await routing.team(closed);
    await team.agent('Ann');
    const chat = await team.request();
    const [ended, left] = await routing.service.outbox(chat);
    expect(ended).toMatchObject({
      type: 'chat.ended.v1',
      data: { outcome: 'left_message', actor: { kind: 'system' } },
    });
    expect(left).toMatchObject({
      type: 'message.left.v1',
      teamseq: ended?.teamseq,
      data: { customer: { name: 'Cleo' }, text: 'Where is my parcel?', why: 'outside_hours' },
    });
    expect(await messages(team)).toMatchObject([
      { chatId: chat, text: 'Where is my parcel?', why: 'outside_hours', agent: null, customer: { name: 'Cleo' } },
    ]);
  });

  it('has no effect while the team is open, or without the rule', async () => {
    for (const settings of [open, { ...closed, leftMessage: { outsideHours: false, nobodyAvailable: false } }]) {
      const team = await routing.team(settings);
      await team.agent('Ann');
      expect(await team.ownerOf(await team.request())).toBe('Ann');
    }
  });

  it('those who still wait when the team closes become left messages, oldest first, however many', async () => {
    const team = await routing.team({ ...open, method: 'manual' });
    const ann = await team.agent('Ann');
    const owned = await team.request();
    await team.claim(ann, owned);
    const waiting = [...(await team.requests(400)), ...(await team.requests(300))];
    await team.configure({ ...closed, method: 'manual' });
    await eventually(async () => expect(await isLeft(team, waiting.at(-1) ?? '')).toBe(true), { timeoutMs: 20_000 });
    const events = (await routing.service.outbox()).filter(
      (event) => event.type === 'message.left.v1' && event.teamid === team.id,
    );
    expect(events.map(({ subject }) => subject)).toEqual(waiting);
    expect(await team.ownerOf(owned)).toBe('Ann');
  }, 40_000);
});

describe('with nobody available', () => {
  it.each([
    ['nobody at all', []],
    ['busy, hidden and not connected', [{ availability: 'busy' }, { availability: 'hidden' }, { connected: false }]],
  ])('%s: a request becomes a left message', async (_, agents) => {
    const team = await routing.team(nobody);
    for (const agent of agents) await team.agent('Agent', agent);
    const chat = await team.request();
    expect((await routing.service.outbox(chat))[1]).toMatchObject({ data: { why: 'nobody_available' } });
  });

  it('agents who are full are there: the customer waits for them', async () => {
    const team = await routing.team({ ...nobody, defaultCapacity: 1 });
    await team.agent('Ann');
    await team.request();
    const chat = await team.request();
    expect(await team.story(chat)).toEqual(['chat.queued']);
  });

  it('while presence is silent nobody knows: the customer waits', async () => {
    const team = await routing.team(nobody);
    await routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() - interval '16 s'`);
    const chat = await team.request();
    expect(await team.story(chat)).toEqual(['chat.queued']);
  });
});

describe('a left message', () => {
  const leave = async () => {
    const team = await routing.team({ ...nobody, defaultCapacity: 1 });
    const chat = await team.request();
    return { team, chat, ann: await team.agent('Ann'), ben: await team.agent('Ben', { connected: false }) };
  };

  it('is taken by one, counts as no chat, and is closed with a note', async () => {
    const { team, chat, ann, ben } = await leave();
    const take = (token: string) => call('POST', `/messages/${chat}/take`, token);
    expect(await take(ann.token)).toMatchObject({ status: 200, body: { agent: { id: ann.id, name: 'Ann' } } });
    expect((await take(ann.token)).status).toBe(200);
    const taken = { status: 409, body: { code: 'MESSAGE.ALREADY_TAKEN', winner: { id: ann.id, name: 'Ann' } } };
    expect(await take(ben.token)).toMatchObject(taken);
    expect(await team.ownerOf(await team.request())).toBe('Ann'); // whose one place is free

    const close = (token: string) => call('POST', `/messages/${chat}/close`, token, { note: 'Parcel sent again.' });
    expect(await close(ben.token)).toMatchObject(taken);
    expect((await close(ann.token)).status).toBe(204);
    expect((await close(ann.token)).status).toBe(204);
    expect(await close(ben.token)).toMatchObject({ status: 409, body: { code: 'MESSAGE.ALREADY_CLOSED' } });
    expect(await take(ben.token)).toMatchObject({ status: 409, body: { code: 'MESSAGE.ALREADY_CLOSED' } });
    expect(await messages(team)).toEqual([]);
    const closed = (await routing.service.outbox(chat)).filter(({ type }) => type === 'message.closed.v1');
    expect(closed).toMatchObject([{ data: { agentId: ann.id, note: 'Parcel sent again.' } }]);
    expect(await routing.service.rows('SELECT FROM chat_content WHERE chat_id = $1', [chat])).toEqual([]);
  });

  it('of two who take it at once one has it', async () => {
    const { team, chat, ann, ben } = await leave();
    const answers = await Promise.all([ann, ben].map(({ token }) => call('POST', `/messages/${chat}/take`, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await messages(team)).toHaveLength(1);
  });

  it('may be closed by a manager whoever has it, and by whoever answers one that nobody has', async () => {
    const [one, two] = [await leave(), await leave()];
    await call('POST', `/messages/${one.chat}/take`, one.ann.token);
    const close = (chat: string, token: string) => call('POST', `/messages/${chat}/close`, token, { note: 'Done.' });
    expect((await close(one.chat, one.team.managerToken)).status).toBe(204);
    expect((await close(two.chat, two.ben.token)).status).toBe(204);
  });

  it('is no chat any more: it cannot be claimed or ended, and a late cancel changes nothing', async () => {
    const { team, chat, ann } = await leave();
    expect(await team.claim(ann, chat)).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_ENDED' } });
    await routing.service.deliver('routing.requests', [aCancel(team.id, chat)]);
    expect(await team.story(chat)).toEqual(['chat.ended', 'message.left']);
    const { body } = await call('GET', `/chats/${chat}/decisions`, ann.token);
    expect(body.items).toMatchObject([{ outcome: 'left_message', why: 'nobody_available' }]);
  });

  it('of another team is not there', async () => {
    const { chat } = await leave();
    const { ann } = await leave();
    for (const answer of [
      await call('POST', `/messages/${chat}/take`, ann.token),
      await call('POST', `/messages/${chat}/close`, ann.token, { note: 'x' }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'MESSAGE.NOT_FOUND' } });
    }
  });

  it('is listed page by page', async () => {
    const team = await routing.team(nobody);
    const chats = await team.requests(5);
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await call('GET', `/messages?limit=2${query}`, team.managerToken);
      seen.push(...(body.items as { chatId: string }[]).map(({ chatId }) => chatId));
      cursor = body.nextCursor as string | null;
    }
    expect(seen).toEqual(chats);
  });
});
