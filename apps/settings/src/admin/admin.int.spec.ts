import { SettingsUnderTest } from '../test-support/settings-app.harness.spec';
import { runAdmin } from './run-admin';

let settings: SettingsUnderTest;
const environment = { ...process.env };

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  process.env.DATABASE_URL = settings.databaseUrl;
  process.env.PUBLIC_URL = 'https://chat.example/';
});
afterAll(async () => {
  process.env = environment;
  await settings?.close();
});

const run = async (...argv: string[]) =>
  JSON.parse(await runAdmin([...argv, '--json'])) as Record<string, string | undefined>;

it('creates the first accounts, who can then log in', async () => {
  const operator = await run('create-operator', '--email', 'op@example.com', '--name', 'Olga');
  const team = await run(
    'create-team',
    '--name',
    'Support',
    '--manager-email',
    'mia@example.com',
    '--method',
    'automatic',
    '--strategy',
    'round-robin',
  );
  const of = ['--team', team['team'] ?? ''];
  const agent = await run('create-agent', ...of, '--name', 'Ann', '--email', 'ann@example.com', '--capacity', '3');
  const channel = await run(
    'create-channel',
    ...of,
    '--name',
    'Web',
    '--origins',
    'https://a.example,https://B.example',
  );
  for (const [account, email] of [
    [operator, 'op@example.com'],
    [team, 'mia@example.com'],
    [agent, 'ann@example.com'],
  ] as const) {
    expect((await settings.logIn(email, account['password'] ?? '')).status).toBe(201);
  }
  expect(channel['secretKey']).toMatch(/^sk_/);
  expect((await settings.outbox('team.configured', team['team']))[0]?.data).toMatchObject({
    method: 'automatic',
    strategy: 'round-robin',
  });
  expect((await settings.outbox('agent.configured', agent['agent']))[0]?.data).toMatchObject({ capacity: 3 });
  expect((await settings.outbox('channel.configured', channel['channel']))[0]?.data).toMatchObject({
    allowedOrigins: ['https://chat.example', 'https://a.example', 'https://b.example'],
  });
  expect(channel['origins']).toBe('https://chat.example,https://a.example,https://b.example');
});

it('lists the dead letters of a service as an operator', async () => {
  const { password } = await run('create-operator', '--email', 'second@example.com');
  process.env.PUBLIC_URL = await settings.app.getUrl();
  process.env.SWITCHBOARD_OPERATOR_EMAIL = 'second@example.com';
  process.env.SWITCHBOARD_OPERATOR_PASSWORD = password;
  expect(JSON.parse(await runAdmin(['dead-letters', '--service', 'settings']))).toEqual({
    items: [],
    nextCursor: null,
  });
  await expect(runAdmin(['redrive', '--service', 'settings', '1'])).rejects.toThrow(/DEAD_LETTER.NOT_FOUND/);
  process.env.SWITCHBOARD_OPERATOR_PASSWORD = 'wrong';
  await expect(runAdmin(['dead-letters', '--service', 'settings'])).rejects.toThrow(/AUTH.INVALID_CREDENTIALS/);
});

it.each([
  [['create-operator'], '--email is missing'],
  [['create-operator', '--email', 'nobody'], '--email must be an email address'],
  [['create-team', '--name', 'X', '--manager-email', 'nobody'], '--manager-email must be an email address'],
  [['create-team', '--name', 'X', '--manager-email', 'x@example.com', '--time-zone', 'Mars'], '--time-zone must be'],
  [['create-team', '--name', 'X', '--manager-email', 'x@example.com', '--strategy', 'newest'], '--strategy '],
  [['create-agent', '--team', '7', '--name', 'A', '--email', 'a@example.com'], '--team must be a UUID'],
  [
    ['create-agent', '--team', '0190a000-0000-7000-8000-000000000000', '--name', 'A', '--email', 'b@example.com'],
    'TEAM.NOT_FOUND: There is no such team',
  ],
  [
    [
      'create-channel',
      '--team',
      '0190a000-0000-7000-8000-000000000000',
      '--name',
      'A',
      '--origins',
      'https://*.a.example',
    ],
    '--origins must be one origin',
  ],
  [['create-agent', '--colour', 'red'], "Unknown option '--colour'"],
  [['dead-letters', '--service', 'billing'], '--service '],
  [['redrive', '--service', 'routing'], 'the id of the dead letter is missing'],
  [['sing'], 'there is no command sing'],
])('%j fails with one clear line', async (argv, message) => {
  const error: unknown = await runAdmin(argv).catch((reason: unknown) => reason);
  expect(String(error)).toContain(message);
  expect(String(error)).not.toContain('\n');
});

it('explains itself', async () => {
  expect(await runAdmin(['--help'])).toContain('create-operator --email EMAIL');
  expect(await runAdmin([])).toContain('Usage:');
});
