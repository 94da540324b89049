import { password, SettingsUnderTest, type TeamUnderTest } from '../../test-support/settings-app.harness.spec';

const loginLimits = { perAccount: 4, perAddress: 60 };
let settings: SettingsUnderTest;
let team: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start({ loginLimits });
  team = await settings.team(await settings.operator());
});
afterAll(() => settings?.close());
beforeEach(() => settings.database.query('DELETE FROM login_attempt'));

const wished = 'a brand new password';
const change = (body: object, as = team.agent) => settings.call('PUT', '/me/password', { as, body });

describe('passwords', () => {
  it('end every session when they change, but that of who has changed them', async () => {
    const [changing, elsewhere] = [
      await settings.token(team.agentEmail, password),
      await settings.token(team.agentEmail, password),
    ];
    const changed = await change({ current: password, new: wished }, changing);
    expect(changed.status).toBe(200);
    for (const as of [changing, elsewhere]) {
      for (const [method, path] of [
        ['GET', '/me'],
        ['POST', '/sessions/renew'],
      ] as const)
        expect(await settings.call(method, path, { as })).toMatchObject({
          status: 401,
          body: { code: 'AUTH.INVALID_TOKEN' },
        });
    }
    const as = changed.body['token'] as string;
    expect((await settings.call('GET', '/me', { as })).status).toBe(200);
    expect((await settings.logIn(team.agentEmail, password)).status).toBe(401);
    team.agent = await changedBack(as);
  });

  it('are changed by one of two who change them at once', async () => {
    const as = await settings.token(team.agentEmail, password);
    const both = ['the first new password', 'the other new password'];
    const answers = await Promise.all(both.map((each) => change({ current: password, new: each }, as)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const winner = answers.findIndex(({ status }) => status === 200);
    team.agent = await changedBack(answers[winner]?.body['token'] as string, both[winner]);
  });

  it('are changed only by who knows the current one', async () => {
    const answer = await change({ current: 'something else', new: wished });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([401, 'current']);
  });

  it.each([
    ['short', 'x'.repeat(11)],
    ['long', 'x'.repeat(201)],
  ])('are not changed to one that is too %s', async (_, unfit) => {
    const answer = await change({ current: password, new: unfit });
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.field]).toEqual([400, 'REQUEST.INVALID', 'new']);
    expect((await settings.logIn(team.agentEmail, password)).status).toBe(201);
  });

  it('are not guessed by this way either: it counts as a log-in, and for log-ins', async () => {
    const guess = { current: 'something else', new: wished };
    for (let i = 0; i < loginLimits.perAccount; i++) expect((await change(guess)).status).toBe(401);
    const answer = await change({ ...guess, current: password });
    expect(answer).toMatchObject({ status: 429, body: { code: 'AUTH.THROTTLED' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await settings.logIn(team.agentEmail, password)).status).toBe(429);
    expect((await settings.logIn(team.managerEmail, password)).status).toBe(201);
  });
});

/** Gives the agent the password again that the other tests know; answers the new token. */
async function changedBack(as: string, current = wished): Promise<string> {
  const { body } = await change({ current, new: password }, as);
  return body['token'] as string;
}
