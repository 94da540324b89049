import type { DataSource } from 'typeorm';
import { createDataSource, isPoison, migrate, sqlState, Transactions } from '.';
import { createSampleDatabase, type SampleDatabase } from './sample-database.support.spec';

let database: SampleDatabase;
let dataSource: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  database = await createSampleDatabase();
  await migrate(database);
  dataSource = await createDataSource(database).initialize();
  transactions = new Transactions(dataSource);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('gives every session its schema, its name and its limits', async () => {
  const [row] = await dataSource.query<Record<string, string>[]>(
    `SELECT current_schema() AS schema, current_setting('application_name') AS name,
            current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('statement_timeout') AS statement,
            current_setting('plan_cache_mode') AS plans, current_setting('TimeZone') AS zone`,
  );

  expect(row).toEqual({
    schema: 'routing',
    name: 'switchboard-routing',
    idle: '15s',
    statement: '30s',
    plans: 'force_custom_plan',
    zone: 'UTC',
  });
});

it('commits what was done, or nothing', async () => {
  await transactions.run((tx) => tx.query(`INSERT INTO note VALUES (1001, 'kept')`));
  const error = await failure(
    transactions.run(async (tx) => {
      await tx.query(`INSERT INTO note VALUES (1002, 'lost')`);
      throw new Error('no');
    }),
  );

  expect(error).toEqual(new Error('no'));
  expect(await database.sql('SELECT id FROM routing.note WHERE id > 1000')).toEqual([{ id: 1001 }]);
});

it('limits a transaction, and only that one', async () => {
  const error = await failure(transactions.run((tx) => tx.query('SELECT pg_sleep(5)'), { statementTimeoutMs: 50 }));
  const shown = await transactions.run((tx) => tx.query<Record<string, string>[]>('SHOW statement_timeout'));

  expect(sqlState(error)).toBe('57014');
  expect(isPoison(error)).toBe(false);
  expect(shown).toEqual([{ statement_timeout: '30s' }]);
});

it.each([
  ['a duplicate', `INSERT INTO note VALUES (1, 'again')`, '23505', true],
  ['text that is no number', `SELECT 'x'::int`, '22P02', true],
  ['a table that is missing', 'SELECT * FROM nowhere', '42P01', false],
])('knows %s', async (_, statement, state, poison) => {
  const error = await failure(transactions.run((tx) => tx.query(statement)));

  expect([sqlState(error), isPoison(error)]).toEqual([state, poison]);
});

it('runs the loser of a deadlock again when asked to', async () => {
  let runs = 0;
  const lockBoth = (first: number, second: number): Promise<void> =>
    transactions.runWithRetry(async (tx) => {
      runs += 1;
      await tx.query('SELECT 1 FROM note WHERE id = $1 FOR UPDATE', [first]);
      await tx.query('SELECT pg_sleep(0.2)');
      await tx.query('UPDATE note SET body = body || $2 WHERE id = $1', [second, '+']);
    });

  await Promise.all([lockBoth(1, 2), lockBoth(2, 1)]);

  expect(runs).toBe(3);
  expect(await database.sql('SELECT body FROM routing.note WHERE id IN (1, 2)')).toEqual([
    { body: 'x+' },
    { body: 'x+' },
  ]);
});

it('gives up on a lock after its time and as many attempts as asked for', async () => {
  let runs = 0;
  const held = transactions.run(async (tx) => {
    await tx.query('SELECT 1 FROM note WHERE id = 3 FOR UPDATE');
    await tx.query('SELECT pg_sleep(1)');
  });
  await new Promise((resolve) => setTimeout(resolve, 100));

  const error = await failure(
    transactions.runWithRetry(
      (tx) => {
        runs += 1;
        return tx.query('SELECT 1 FROM note WHERE id = 3 FOR UPDATE');
      },
      { lockTimeoutMs: 20, attempts: 2 },
    ),
  );
  await held;

  expect([sqlState(error), runs]).toEqual(['55P03', 2]);
});

it('survives the end of its connections', async () => {
  await database.sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'switchboard-routing'`,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));

  await expect(transactions.run((tx) => tx.query('SELECT 1 AS one'))).resolves.toEqual([{ one: 1 }]);
});
