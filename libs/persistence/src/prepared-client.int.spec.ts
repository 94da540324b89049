import type { DataSource } from 'typeorm';
import { createDataSource, rowsOf } from '.';
import { createSampleDatabase, type SampleDatabase } from './sample-database.support.spec';

let database: SampleDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await createSampleDatabase();
  dataSource = await createDataSource({ ...database, poolSize: 1 }).initialize();
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const preparedOf = (text: string) =>
  dataSource.query<{ name: string; generic: string; custom: string }[]>(
    'SELECT name, generic_plans AS generic, custom_plans AS custom FROM pg_prepared_statements WHERE statement = $1',
    [text],
  );

const linesOf = (explained: Record<string, string>[]): string =>
  explained.map((row) => Object.values(row)[0]).join('\n');

it('parses a statement with parameters once a session, and plans it for each', async () => {
  const sql = 'SELECT $1::int + 1 AS next';
  for (const [number, next] of [
    [1, 2],
    [5, 6],
  ]) {
    expect(await dataSource.query(sql, [number])).toEqual([{ next }]);
  }
  expect(await preparedOf(sql)).toMatchObject([{ generic: '0', custom: '2' }]);
});

it('plans a statement of transactions once, by index although the table was empty then', async () => {
  await dataSource.query('CREATE TEMP TABLE thing (id int PRIMARY KEY, team int)');
  await dataSource.query('CREATE TEMP TABLE other (id int PRIMARY KEY)');
  const sql = `
    UPDATE thing SET team = 2 FROM ${rowsOf(1, 'int')} AS u (id), other WHERE thing.id = u.id AND other.id = thing.id`;
  for (let i = 0; i < 3; i++) await dataSource.transaction((tx) => tx.query(sql, ['{1,2}']));

  const [prepared] = await preparedOf(sql);
  expect(prepared).toMatchObject({ generic: '3', custom: '0' });
  const plan = linesOf(
    await dataSource.transaction((tx) => tx.query(`EXPLAIN EXECUTE ${prepared?.name ?? ''} ('{1,2}')`)),
  );
  expect(plan).toContain('Index Scan using thing_pkey');
  expect(plan).toContain('other_pkey');
  expect(plan).not.toMatch(/Seq Scan|Bitmap|Hash|Merge/);
});

it('answers each of several statements that are on their way together, and commits nothing after a failure', async () => {
  const results: PromiseSettledResult<unknown>[] = [];
  const transaction = dataSource.transaction(async (tx) => {
    const numbers = [1, 0, 2].map((number) => tx.query('SELECT 1 / $1::int AS part', [number]));
    results.push(...(await Promise.allSettled(numbers)));
  });
  await expect(transaction).rejects.toThrow('nothing was committed');
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(results[1]).toMatchObject({ reason: { message: 'division by zero' } });
  expect(await dataSource.query('SELECT $1::int AS one', [1])).toEqual([{ one: 1 }]);
});

it('ends a session in which no transaction begins, and the next one has another', async () => {
  await dataSource.query('CREATE TABLE public.kept (id int)');
  const backend = async () => (await dataSource.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid'))[0]?.pid;
  const before = await backend();
  // In a transaction that has failed nothing begins, although the session lives.
  await dataSource.query('BEGIN');
  await expect(dataSource.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
  const transaction = dataSource.transaction((tx) => tx.query('INSERT INTO public.kept VALUES ($1)', [1]));
  await expect(transaction).rejects.toThrow('current transaction is aborted');

  await dataSource.transaction((tx) => tx.query('INSERT INTO public.kept VALUES ($1)', [2]));
  expect(await dataSource.query('SELECT id FROM public.kept')).toEqual([{ id: 2 }]);
  expect(await backend()).not.toBe(before);
});

it('lets nothing that writes overtake the beginning', async () => {
  await dataSource.query('CREATE TABLE public.kept (id int)');
  const seen = await dataSource.transaction(async (tx) => {
    const answers = [
      tx.query('SELECT count(*)::int AS count FROM public.kept'),
      tx.query('INSERT INTO public.kept SELECT $1::int RETURNING id', [7]),
      tx.query('SELECT count(*)::int AS count FROM public.kept'),
    ];
    return Promise.all(answers);
  });
  expect(seen).toEqual([[{ count: 0 }], [{ id: 7 }], [{ count: 1 }]]);
});

it('takes no snapshot before the transaction has its isolation, not even in the first one of a session', async () => {
  const levels = await dataSource.transaction('REPEATABLE READ', (tx) => tx.query('SHOW transaction_isolation'));
  expect(levels).toEqual([{ transaction_isolation: 'repeatable read' }]);
});

it('goes on after a statement that failed', async () => {
  const sql = 'SELECT 10 / $1::int AS part';
  await expect(dataSource.query(sql, [0])).rejects.toThrow('division by zero');
  expect(await dataSource.query(sql, [5])).toEqual([{ part: 2 }]);
  await expect(dataSource.query('SELECT nonsense($1)', [1])).rejects.toThrow('does not exist');
  await expect(dataSource.query('SELECT nonsense($1)', [1])).rejects.toThrow('does not exist');
});

it('leaves statements without parameters as they are', async () => {
  await dataSource.query('SELECT 1 AS one');
  expect(await preparedOf('SELECT 1 AS one')).toEqual([]);
});

it('looks rows up by index, however many come and however large the table is', async () => {
  await dataSource.query('CREATE TEMP TABLE thing AS SELECT n AS id FROM generate_series(1, 100000) AS n');
  await dataSource.query('ALTER TABLE thing ADD PRIMARY KEY (id)');
  await dataSource.query('ANALYZE thing');
  const ids = `{${Array.from({ length: 500 }, (_, i) => i).join()}}`;
  const plan = linesOf(
    await dataSource.query(
      `EXPLAIN UPDATE thing SET id = thing.id FROM ${rowsOf(1, 'int')} AS wanted (id) WHERE thing.id = wanted.id`,
      [ids],
    ),
  );
  expect(plan).toContain('Index Scan using thing_pkey');
  expect(plan).not.toContain('Seq Scan');
});
