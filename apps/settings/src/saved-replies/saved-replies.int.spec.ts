import { type SavedReply, SAVED_REPLIES_MAX, uuidv7 } from '@switchboard/contracts';
import { SettingsUnderTest, type TeamUnderTest } from '../test-support/settings-app.harness.spec';

let settings: SettingsUnderTest;
let operator: string;
let team: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  operator = await settings.operator();
  team = await settings.team(operator);
});
afterAll(() => settings?.close());
beforeEach(() => settings.database.query('DELETE FROM saved_reply'));

const add = (body: object, as = team.manager) => settings.call('POST', '/saved-replies', { as, body });
const added = async (shortcut: string): Promise<SavedReply> =>
  (await add({ shortcut, text: 'Hello' })).body as unknown as SavedReply;
const change = (id: string, body: object, headers: Record<string, string> = {}) =>
  settings.call('PATCH', `/saved-replies/${id}`, { as: team.manager, body, headers });
const remove = (id: string, query = '') =>
  settings.call('DELETE', `/saved-replies/${id}${query}`, { as: team.manager });
const all = async (as = team.agent): Promise<SavedReply[]> =>
  (await settings.call('GET', '/saved-replies?limit=200', { as })).body['items'] as SavedReply[];
const taken = {
  status: 409,
  body: { code: 'SAVED_REPLY.SHORTCUT_TAKEN', errors: [{ field: 'shortcut' }] },
};

describe('a saved reply', () => {
  it('is written by a manager and read by the agents, its text as it is, trimmed', async () => {
    const { status, body } = await add({ shortcut: '인사-1', text: '  안녕하세요, {customer} 님\n<b>$& {agent}</b> ' });
    expect(status).toBe(201);
    const reply = { shortcut: '인사-1', text: '안녕하세요, {customer} 님\n<b>$& {agent}</b>', version: 1 };
    expect(body).toEqual({ id: expect.any(String), teamId: team.id, ...reply });
    expect(await all()).toEqual([body]);
  });

  it('is changed, field by field, and stays as it is when nothing differs', async () => {
    const { id } = await added('hello');
    expect((await change(id, { version: 1, text: 'Hi' })).body).toMatchObject({ text: 'Hi', version: 2 });
    expect((await change(id, { version: 2, shortcut: 'HELLO' })).body).toMatchObject({ shortcut: 'HELLO', version: 3 });
    expect((await change(id, { version: 3, text: 'Hi' })).body).toMatchObject({ text: 'Hi', version: 3 });
  });

  it('lets the first of two who change it win, in the body or as If-Match', async () => {
    const { id } = await added('hello');
    const answers = await Promise.all(['A', 'B', 'C'].map((text) => change(id, { version: 1, text })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const late = await change(id, { text: 'D' }, { 'if-match': '"1"' });
    expect(late).toMatchObject({ status: 409, body: { code: 'SAVED_REPLY.VERSION_CONFLICT', currentVersion: 2 } });
    expect((await change(id, { text: 'D' })).body['code']).toBe('REQUEST.VERSION_MISSING');
    expect((await remove(id, '?version=1')).body['code']).toBe('SAVED_REPLY.VERSION_CONFLICT');
    expect((await remove(id, '?version=2')).status).toBe(204);
  });

  it('is gone when it was removed, and gives its shortcut back', async () => {
    const { id } = await added('hello');
    expect((await remove(id)).status).toBe(204);
    for (const answer of [await remove(id), await change(id, { version: 1, text: 'Hi' }), await remove(uuidv7())])
      expect(answer).toMatchObject({ status: 404, body: { code: 'SAVED_REPLY.NOT_FOUND' } });
    expect((await add({ shortcut: 'hello', text: 'Hello' })).status).toBe(201);
  });
});

describe('a shortcut', () => {
  it.each([
    ['hello', 'HELLO'],
    ['straße', 'STRAßE'],
    ['ПРИВЕТ', 'привет'],
    ['ｈello', 'hello'],
    ['한'.normalize('NFD'), '한'],
  ])('is one in a team, whatever its case and form: %s and %s', async (one, same) => {
    expect((await add({ shortcut: one, text: 'One' })).status).toBe(201);
    expect(await add({ shortcut: same, text: 'Other' })).toMatchObject(taken);
    const { id } = await added('other');
    expect(await change(id, { version: 1, shortcut: same })).toMatchObject(taken);
    expect((await all()).map(({ text }) => text)).toEqual(['One', 'Hello']);
  });

  it('goes to one of two managers who take it at once, be it new or changed', async () => {
    const { id } = await added('other');
    const answers = await Promise.all([
      add({ shortcut: 'hello', text: 'A' }),
      add({ shortcut: 'Hello', text: 'B' }),
      change(id, { version: 1, shortcut: 'HELLO' }),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status >= 300)) expect(answer).toMatchObject(taken);
    expect((await all()).filter(({ shortcut }) => shortcut.toLowerCase() === 'hello')).toHaveLength(1);
  });

  it('may be the same in another team', async () => {
    const other = await settings.team(operator);
    expect(await all(other.agent)).toEqual([other.savedReply]);
    expect((await add({ shortcut: other.savedReply.shortcut, text: 'Ours' })).status).toBe(201);
    expect(await all(other.agent)).toEqual([other.savedReply]);
  });
});

it.each<[object, string]>([
  [{ shortcut: '' }, 'shortcut'],
  [{ shortcut: '/hello' }, 'shortcut'],
  [{ shortcut: 'two words' }, 'shortcut'],
  [{ shortcut: '-hello' }, 'shortcut'],
  [{ shortcut: 'x'.repeat(33) }, 'shortcut'],
  [{ shortcut: '<b>' }, 'shortcut'],
  [{ shortcut: 'a\u0000' }, 'shortcut'],
  [{ shortcut: 7 }, 'shortcut'],
  [{ text: '  ' }, 'text'],
  [{ text: 'x'.repeat(4_001) }, 'text'],
  [{ text: 'a\u0000' }, 'text'],
  [{ text: '\ud800' }, 'text'],
  [{ text: null }, 'text'],
])('refuses %j by the name of the field, new or changed', async (changes, field) => {
  const { id } = await added('hello');
  const answers = [
    await add({ shortcut: 'other', text: 'T', ...changes }),
    await change(id, { version: 1, ...changes }),
  ];
  for (const { status, body } of answers)
    expect([status, body['code'], body.errors?.[0]?.field]).toEqual([400, 'REQUEST.INVALID', field]);
  expect(await all()).toHaveLength(1);
});

it('refuses a name that nothing here has', async () => {
  const { status, body } = await add({ shortcut: 'hello', text: 'T', team: uuidv7() });
  expect([status, body['code']]).toEqual([400, 'REQUEST.INVALID']);
});

describe('a team', () => {
  it('has at most 500, also when the last is added by two at once', async () => {
    await settings.database.query(
      `INSERT INTO saved_reply (id, team_id, version, shortcut, shortcut_key, text)
       SELECT gen_random_uuid(), $1, 1, 'r' || n, 'r' || n, 'T' FROM generate_series(2, $2) AS n`,
      [team.id, SAVED_REPLIES_MAX],
    );
    const answers = await Promise.all(['a', 'b', 'c'].map((shortcut) => add({ shortcut, text: 'T' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await add({ shortcut: 'd', text: 'T' })).body['code']).toBe('SAVED_REPLY.TOO_MANY');
  });

  it('takes them along when it is removed', async () => {
    const going = await settings.team(operator);
    expect((await settings.call('DELETE', `/teams/${going.id}`, { as: operator })).status).toBe(204);
    expect(await settings.database.query('SELECT FROM saved_reply WHERE team_id = $1', [going.id])).toEqual([]);
  });
});
