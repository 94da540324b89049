import { anEmail, password, SettingsUnderTest, type TeamUnderTest } from '../test-support/settings-app.harness.spec';

let settings: SettingsUnderTest;
let operator: string;
/** A team that nothing changes: everything sent to it is refused. */
let still: TeamUnderTest;
/** A team that takes what is odd but allowed. */
let willing: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  operator = await settings.operator();
  still = await settings.team(operator);
  willing = await settings.team(operator);
});
afterAll(() => settings?.close());

/** Two stretches of Monday. */
const monday = (...stretches: [from: string, to: string][]) => stretches.map(([from, to]) => ({ day: 1, from, to }));

/** What a manager may not set, and the field that the answer names. */
const refused: [changes: Record<string, unknown>, field: string][] = [
  [{ name: '' }, 'name'],
  [{ name: 'a\u0000b' }, 'name'],
  [{ name: '\ud800' }, 'name'],
  [{ name: 'x'.repeat(201) }, 'name'],
  [{ name: null }, 'name'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
  [{ timeZone: '+01:00' }, 'timeZone'],
  [{ timeZone: '' }, 'timeZone'],
  [{ timeZone: null }, 'timeZone'],
  [{ locale: 'not a locale' }, 'locale'],
  [{ method: 'random' }, 'method'],
  [{ method: null }, 'method'],
  [{ strategy: 'newest' }, 'strategy'],
  [{ strategy: 'Round-Robin' }, 'strategy'],
  ...[-1, 1.5, 1_001, 1e9, '5', null, true, [5]].map((value): [Record<string, unknown>, string] => [
    { defaultCapacity: value },
    'defaultCapacity',
  ]),
  ...[-1, 0.5, 86_401, 1e9, '60', null].map((value): [Record<string, unknown>, string] => [
    { graceSeconds: value },
    'graceSeconds',
  ]),
  ...[-1, 0, 59, 60.5, 604_801, 1e9, '900', 'infinity', false].map((value): [Record<string, unknown>, string] => [
    { inactivitySeconds: value },
    'inactivitySeconds',
  ]),
  [{ afterGrace: 'drop' }, 'afterGrace'],
  [{ hours: null }, 'hours'],
  [{ hours: { day: 1, from: '09:00', to: '10:00' } }, 'hours'],
  [{ hours: [{ day: 0, from: '09:00', to: '10:00' }] }, 'hours.0.day'],
  [{ hours: [{ day: 8, from: '09:00', to: '10:00' }] }, 'hours.0.day'],
  [{ hours: [{ day: 'Monday', from: '09:00', to: '10:00' }] }, 'hours.0.day'],
  [{ hours: monday(['10:00', '09:00']) }, 'hours.0.to'],
  [{ hours: monday(['09:00', '09:00']) }, 'hours.0.to'],
  [{ hours: monday(['09:00', '25:00']) }, 'hours.0.to'],
  [{ hours: monday(['09:00', '24:01']) }, 'hours.0.to'],
  [{ hours: monday(['9:00', '10:00']) }, 'hours.0.from'],
  [{ hours: monday(['09:60', '10:00']) }, 'hours.0.from'],
  [{ hours: monday(['now', 'infinity']) }, 'hours.0.from'],
  [{ hours: monday(['09:00', '11:00'], ['10:00', '12:00']) }, 'hours'],
  [{ hours: monday(['09:00', '18:00'], ['12:00', '13:00']) }, 'hours'],
  [{ hours: monday(['09:00', '11:00'], ['09:00', '11:00']) }, 'hours'],
  [{ hours: Array.from({ length: 51 }, (_, i) => ({ day: 1 + (i % 7), from: '09:00', to: '09:01' })) }, 'hours'],
  [{ holidays: [{ date: '2026-02-30' }] }, 'holidays.0.date'],
  [{ holidays: [{ date: '2025-02-29' }] }, 'holidays.0.date'],
  [{ holidays: [{ date: '2026-13-01' }] }, 'holidays.0.date'],
  [{ holidays: [{ date: '2026-12-25T00:00:00Z' }] }, 'holidays.0.date'],
  [{ holidays: [{ date: '1999-12-31' }] }, 'holidays.0.date'],
  [{ holidays: [{ date: 'infinity' }] }, 'holidays.0.date'],
  [{ holidays: [{ date: 'today' }] }, 'holidays.0.date'],
  [{ holidays: [{ date: 20261225 }] }, 'holidays.0.date'],
  [{ holidays: [{ date: '2026-12-25' }, { date: '2026-12-25', name: 'again' }] }, 'holidays'],
  [{ leftMessage: { outsideHours: true } }, 'leftMessage.nobodyAvailable'],
  [{ leftMessage: { outsideHours: 'yes', nobodyAvailable: false } }, 'leftMessage.outsideHours'],
  [{ leftMessage: null }, 'leftMessage'],
];

/** Names that nothing here has: what people mean by them would be lost without a word. */
const misspelt: [changes: Record<string, unknown>, name: string][] = [
  [{ timezone: 'UTC' }, 'timezone'],
  [{ removed: true }, 'removed'],
  [{ hours: [{ day: 1, from: '09:00', to: '10:00', until: '11:00' }] }, 'until'],
  [{ holidays: [{ date: '2026-12-25', nmae: 'Christmas' }] }, 'nmae'],
  [{ leftMessage: { outsideHours: true, nobodyAvailable: true, always: true } }, 'always'],
];

/** Numbers that JSON can say and nothing can be, and such as it cannot say. */
const unspeakable: [json: string, code: string][] = [
  ['{"version":1,"graceSeconds":1e999}', 'REQUEST.INVALID'],
  ['{"version":1,"defaultCapacity":-1e999}', 'REQUEST.INVALID'],
  ['{"version":1,"inactivitySeconds":1e999}', 'REQUEST.INVALID'],
  ['{"version":1,"graceSeconds":NaN}', 'REQUEST.NOT_JSON'],
  ['{"version":1,"graceSeconds":Infinity}', 'REQUEST.NOT_JSON'],
  ['{"version":1,"graceSeconds":0x10}', 'REQUEST.NOT_JSON'],
];

const change = (team: TeamUnderTest, o: { body?: unknown; rawBody?: string }) =>
  settings.call('PATCH', `/teams/${team.id}`, { as: team.manager, ...o });

describe('a team keeps what it has', () => {
  afterAll(async () => {
    expect(await settings.outbox('team.configured', still.id)).toHaveLength(1);
    const { body } = await settings.call('GET', `/teams/${still.id}`, { as: still.manager });
    expect(body).toMatchObject({ version: 1, graceSeconds: 60, defaultCapacity: 5, inactivitySeconds: null });
  });

  it.each(refused)('when a manager sends %j, and the answer names the field', async (changes, field) => {
    const { status, body } = await change(still, { body: { version: 1, ...changes } });
    expect([status, body['code'], body.errors?.[0]?.field]).toEqual([400, 'REQUEST.INVALID', field]);
  });

  it.each(misspelt)('when a name is misspelt: %j', async (changes, name) => {
    const { status, body } = await change(still, { body: { version: 1, ...changes } });
    expect([status, body['code']]).toEqual([400, 'REQUEST.INVALID']);
    expect(JSON.stringify(body.errors)).toContain(name);
  });

  it.each(unspeakable)('when a number is none: %s', async (rawBody, code) => {
    const { status, body } = await change(still, { rawBody });
    expect([status, body['code']]).toEqual([400, code]);
  });
});

describe('a new team', () => {
  it.each(refused)('is not made with %j', async (settingsOfTeam, field) => {
    const manager = { name: 'Mia', email: anEmail(), password };
    const body = { name: 'Support', ...settingsOfTeam, manager };
    const answer = await settings.call('POST', '/teams', { as: operator, body });
    expect([answer.status, answer.body['code'], answer.body.errors?.[0]?.field]).toEqual([
      400,
      'REQUEST.INVALID',
      field,
    ]);
  });
});

describe('a team takes what is odd but has a meaning', () => {
  it.each([
    [{ defaultCapacity: 0 }],
    [{ defaultCapacity: 1_000 }],
    [{ graceSeconds: 0 }],
    [{ graceSeconds: 86_400 }],
    [{ inactivitySeconds: 60 }],
    [{ inactivitySeconds: 604_800 }],
    [{ inactivitySeconds: null }],
    [{ strategy: 'round-robin' }],
    [{ strategy: 'least-assigned' }],
    [{ afterGrace: 'reassign' }],
    [{ timeZone: 'America/Argentina/Buenos_Aires' }],
    [{ hours: monday(['00:00', '09:00'], ['09:00', '24:00']) }],
    [{ hours: [] }],
    [{ holidays: [{ date: '2028-02-29' }] }],
    [{ leftMessage: { outsideHours: true, nobodyAvailable: true } }],
  ])('%j', async (changes) => {
    const { body: before } = await settings.call('GET', `/teams/${willing.id}`, { as: willing.manager });
    const { status, body } = await change(willing, { body: { version: before['version'], ...changes } });
    expect([status, body]).toEqual([200, expect.objectContaining(changes)]);
    expect((await settings.outbox('team.configured', willing.id)).at(-1)?.data.version).toBe(body['version']);
  });
});
