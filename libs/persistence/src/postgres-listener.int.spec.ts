import { Logger } from '@nestjs/common';
import { PostgresListener } from '.';
import { createSampleDatabase, type SampleDatabase, until } from './sample-database.support.spec';

let database: SampleDatabase;
let listener: PostgresListener;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await createSampleDatabase();
});

beforeEach(() => {
  listener = new PostgresListener(database);
});

afterEach(() => listener.close());
afterAll(() => database.drop());

const notify = (channel: string, payload: string): Promise<unknown> =>
  database.sql('SELECT pg_notify($1, $2)', [channel, payload]);
const connections = async (): Promise<number> => {
  const rows = await database.sql(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'switchboard-routing-listener' AND datname = current_database()`,
  );
  return rows.length;
};

it('hears what is notified, on one connection, until it no longer wants to', async () => {
  const first: string[] = [];
  const second: string[] = [];
  const stop = await listener.listen('routing.drain', (payload) => first.push(payload));
  await listener.listen('routing "quoted"', (payload) => second.push(payload));

  await notify('routing.drain', 'team-1');
  await notify('routing "quoted"', 'team-2');
  await until(() => first.length + second.length === 2);
  expect([first, second, await connections()]).toEqual([['team-1'], ['team-2'], 1]);

  await stop();
  await notify('routing.drain', 'team-3');
  await notify('routing "quoted"', 'team-4');
  await until(() => second.length === 2);
  expect([first, second]).toEqual([['team-1'], ['team-2', 'team-4']]);
});

it('comes back after its connection was ended, and says once that something may have been missed', async () => {
  const first: string[] = [];
  const second: string[] = [];
  await listener.listen('routing.drain', (payload) => first.push(payload));
  await listener.listen('routing.relay', (payload) => second.push(payload));

  await database.sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'switchboard-routing-listener'`,
  );
  await until(() => first.length === 1 && second.length === 1);
  expect([first, second]).toEqual([[''], ['']]);

  await notify('routing.drain', 'team-1');
  await until(() => first.length === 2);
  expect([first, second, await connections()]).toEqual([['', 'team-1'], [''], 1]);
});

it('is gone after close', async () => {
  await listener.listen('routing.drain', () => undefined);
  await listener.close();

  await until(async () => (await connections()) === 0);
});
