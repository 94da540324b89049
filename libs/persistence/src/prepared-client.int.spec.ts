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
  dataSource.query<{ calls: string }[]>(
    'SELECT generic_plans + custom_plans AS calls FROM pg_prepared_statements WHERE statement = $1',
    [text],
  );

it('parses a statement with parameters once a session, and plans it for each', async () => {
  const sql = 'SELECT $1::int + 1 AS next';
  for (const [number, next] of [
    [1, 2],
    [5, 6],
  ]) {
    expect(await dataSource.query(sql, [number])).toEqual([{ next }]);
  }
  expect(await preparedOf(sql)).toEqual([{ calls: '2' }]);
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
  const explained = await dataSource.query<Record<string, string>[]>(
    `EXPLAIN UPDATE thing SET id = thing.id FROM ${rowsOf(1, 'int')} AS wanted (id) WHERE thing.id = wanted.id`,
    [ids],
  );
  const plan = explained.map((row) => Object.values(row)[0]).join('\n');
  expect(plan).toContain('Index Scan using thing_pkey');
  expect(plan).not.toContain('Seq Scan');
});
