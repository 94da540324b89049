import { type AgentStatistics, type DurationStatistics, type FlowStatistics, uuidv7 } from '@switchboard/contracts';
import type { TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
const get = (path: string, token: string) => routing.service.call('GET', `/statistics/${path}`, token);
const day = '2026-03-02T00:00:00.000Z';
const span = (to: string, interval: string) => `from=${day}&to=${to}&interval=${interval}`;

/** Seconds after `day`, as an expression. */
const at = (seconds: number) => `timestamptz '${day}' + ${seconds} * interval '1 s'`;

let sequence = 0;

/** A chat of the past: accepted, assigned and ended so many seconds after `day`. */
async function past(
  team: TeamUnderTest,
  o: { agentId?: string; accepted: number; assigned?: number; ended: number; state?: string },
) {
  const [id, assignmentId] = [uuidv7(), uuidv7()];
  const { agentId, accepted, assigned, ended, state = 'ended' } = o;
  await routing.service.rows(
    `INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, requested_at, ended_at, agent_id)
     VALUES ($1, $2, $3, '', $4, ${at(accepted)}, ${at(accepted)}, ${at(ended)}, $5)`,
    [id, team.id, state, ++sequence, agentId ?? null],
  );
  if (assigned === undefined) return id;
  await routing.service.rows(
    `INSERT INTO assignment (chat_id, sequence, id, team_id, agent_id, assigned_at, released_at, decision)
     VALUES ($1, $2, $3, $4, $5, ${at(assigned)}, ${at(ended)}, '{}')`,
    [id, sequence, assignmentId, team.id, agentId],
  );
  return id;
}

describe('wait and handle times', () => {
  it('are counted in the interval of the assignment and of its end, with their percentiles', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    for (const wait of [10, 20, 30]) {
      await past(team, { agentId: ann.id, accepted: 0, assigned: wait, ended: wait + 100 });
    }
    await past(team, { agentId: ann.id, accepted: 7_000, assigned: 7_200, ended: 7_260 });

    const wait = await get(`wait?${span('2026-03-02T04:00:00Z', '1h')}`, team.managerToken);
    const body = wait.body as unknown as DurationStatistics;
    expect(body.series.map(({ at: time, count, mean }) => [time, count, mean])).toEqual([
      ['2026-03-02T00:00:00.000Z', 3, 20],
      ['2026-03-02T01:00:00.000Z', 0, null],
      ['2026-03-02T02:00:00.000Z', 1, 200],
      ['2026-03-02T03:00:00.000Z', 0, null],
    ]);
    expect(body.series[0]).toMatchObject({ p50: 20, p90: 28, p95: 29 });
    expect(body.overall).toMatchObject({ count: 4, mean: 65, p50: 25 });

    const handle = (await get(`handle?${span('2026-03-02T04:00:00Z', '1h')}`, team.managerToken)).body;
    expect(handle).toMatchObject({
      overall: { count: 4, mean: 90, p50: 100 },
      series: [{ count: 3 }, {}, { mean: 60 }, {}],
    });
  });

  it('count a transfer as two ownerships and one wait', async () => {
    const team = await routing.team();
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = await past(team, { agentId: ann.id, accepted: 0, assigned: 60, ended: 120 });
    await routing.service.rows(
      `INSERT INTO assignment (chat_id, sequence, id, team_id, agent_id, assigned_at, released_at, decision)
       VALUES ($1, $2, $3, $4, $5, ${at(120)}, ${at(420)}, '{}')`,
      [chat, ++sequence, uuidv7(), team.id, ben.id],
    );
    const query = span('2026-03-02T01:00:00Z', '1h');
    expect((await get(`wait?${query}`, team.managerToken)).body).toMatchObject({ overall: { count: 1, mean: 60 } });
    expect((await get(`handle?${query}`, team.managerToken)).body).toMatchObject({ overall: { count: 2, mean: 180 } });
    const ofBen = (await get(`handle?${query}&agentId=${ben.id}`, team.managerToken)).body;
    expect(ofBen).toMatchObject({ overall: { count: 1, mean: 300 } });
  });
});

describe('the flow', () => {
  it('counts what was assigned and how chats ended, in days of the team', async () => {
    const team = await routing.team({ timeZone: 'Asia/Seoul' }); // midnight there is 15:00 UTC
    const ann = await team.agent('Ann');
    await past(team, { agentId: ann.id, accepted: 0, assigned: 1, ended: 3_600 });
    await past(team, { accepted: 0, ended: 54_000, state: 'cancelled' });
    await past(team, { accepted: 0, ended: 53_999, state: 'left_message' });
    await routing.service.rows(`UPDATE chat SET closed_by = $2 WHERE team_id = $1 AND state = 'left_message'`, [
      team.id,
      ann.id,
    ]);
    const { body } = await get(`flow?${span('2026-03-04T00:00:00Z', '1d')}`, team.managerToken);
    const { series, overall } = body as unknown as FlowStatistics;
    expect(series).toEqual([
      { at: '2026-03-02T00:00:00.000Z', assigned: 1, ended: 1, cancelled: 0, leftMessages: 1 },
      { at: '2026-03-02T15:00:00.000Z', assigned: 0, ended: 0, cancelled: 1, leftMessages: 0 },
      { at: '2026-03-03T15:00:00.000Z', assigned: 0, ended: 0, cancelled: 0, leftMessages: 0 },
    ]);
    expect(overall).toEqual({ assigned: 1, ended: 1, cancelled: 1, leftMessages: 1 });
  });
});

describe('the shares of the agents', () => {
  it('name everybody who had or could have had a chat, and how even it was', async () => {
    const team = await routing.team();
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    await team.agent('Cem');
    for (let i = 0; i < 3; i++) await past(team, { agentId: ann.id, accepted: i, assigned: i, ended: i + 50 });
    await past(team, { agentId: ben.id, accepted: 0, assigned: 0, ended: 10 });
    const { body } = await get(`agents?${span('2026-03-02T01:00:00Z', '1h')}`, team.managerToken);
    expect(body).toMatchObject({
      agents: [
        { name: 'Ann', assigned: 3, share: 0.75, handle: { count: 3, p50: 50 }, activeChats: 0 },
        { name: 'Ben', assigned: 1, share: 0.25, handle: { count: 1, p50: 10 } },
        { name: 'Cem', assigned: 0, share: 0, handle: { count: 0, p50: null }, idleSeconds: null },
      ],
      fairness: { spread: 3, jainIndex: 16 / 30 },
    });
  });

  it('tell how long an agent had no chat when the span was over, whatever happened before and since', async () => {
    const team = await routing.team();
    const [ann, ben, cem] = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
    await team.agent('Dan');
    await past(team, { agentId: ann.id, accepted: 0, assigned: 0, ended: 600 });
    await past(team, { agentId: ann.id, accepted: 3_600, assigned: 3_600, ended: 3_700 });
    await past(team, { agentId: ben.id, accepted: -900, assigned: -900, ended: -300 });
    await past(team, { agentId: cem.id, accepted: 0, assigned: 0, ended: 60 });
    await past(team, { agentId: cem.id, accepted: 0, assigned: 0, ended: 3_600 });
    const { body } = await get(`agents?${span('2026-03-02T01:00:00Z', '1h')}`, team.managerToken);
    const { agents } = body as unknown as AgentStatistics;
    expect(Object.fromEntries(agents.map(({ name, idleSeconds }) => [name, idleSeconds]))).toEqual({
      Ann: 3_000,
      Ben: 3_900,
      Cem: null,
      Dan: null,
    });
  });
});

describe('now', () => {
  it('tells what waits, for how long, what is in progress, and who is there', async () => {
    const team = await routing.team({ defaultCapacity: 1 });
    const ann = await team.agent('Ann');
    await team.agent('Ben', { availability: 'busy' });
    const [owned, oldest] = (await team.requests(3)) as [string, string];
    await routing.service.rows(`UPDATE chat SET enqueued_at = enqueued_at - interval '90 s' WHERE id = $1`, [oldest]);
    expect((await get('now', ann.token)).body).toMatchObject({
      waiting: 2,
      inProgress: 1,
      leftMessages: 0,
      endedToday: 0,
      agents: { free: 0, full: 1, busy: 1, hidden: 0, disconnected: 0, inactive: 0 },
    });
    const { longestWaitSeconds } = (await get('now', ann.token)).body as { longestWaitSeconds: number };
    expect(longestWaitSeconds).toBeGreaterThan(90);
    await team.end(ann, owned);
    expect((await get('now', ann.token)).body).toMatchObject({ endedToday: 1 });
  });
});

describe('access and bad input', () => {
  it('statistics of a time span are for managers, and show the own team only', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    await past(team, { agentId: ann.id, accepted: 0, assigned: 1, ended: 2 });
    const query = span('2026-03-02T01:00:00Z', '1h');
    const other = await routing.team();
    for (const path of ['wait', 'handle', 'flow', 'agents']) {
      expect((await get(`${path}?${query}`, ann.token)).status).toBe(403);
      expect((await get(`${path}?${query}`, await routing.issuers.customer(team.id, uuidv7()))).status).toBe(403);
    }
    expect((await get(`flow?${query}`, other.managerToken)).body).toMatchObject({ overall: { assigned: 0 } });
    expect((await get(`agents?${query}`, other.managerToken)).body).toMatchObject({ agents: [] });
  });

  it.each([
    ['to', `from=${day}&to=${day}`],
    ['to', `from=${day}&to=2026-05-02T00:00:00Z`],
    ['from', `from=infinity&to=${day}`],
    ['to', `from=${day}&to=now`],
    ['to', `from=${day}`],
    ['interval', `from=${day}&to=2026-03-03T00:00:00Z&interval=1s`],
    ['interval', `from=${day}&to=2026-03-30T00:00:00Z&interval=5m`],
    ['agentId', `from=${day}&to=2026-03-03T00:00:00Z&agentId=ann`],
  ])('names the field %s of %s', async (field, query) => {
    const team = await routing.team();
    expect(await get(`flow?${query}`, team.managerToken)).toMatchObject({
      status: 400,
      body: { code: 'REQUEST.INVALID', errors: [{ field }] },
    });
  });
});
