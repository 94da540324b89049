import { Client } from 'pg';
import { createDataSource, migrate, pendingMigrations } from '.';
import {
  AddAuthor1700000000004,
  BreakNotes1700000000003,
  createSampleDatabase,
  type SampleDatabase,
  sampleMigrations,
} from './sample-database.support.spec';

let database: SampleDatabase;

beforeEach(async () => {
  database = await createSampleDatabase();
});

afterEach(() => database.drop());

const names = ['CreateNotes1700000000001', 'IndexNotes1700000000002'];

it('creates the schema, runs what is missing in order, and says so', async () => {
  const lines: string[] = [];

  const ran = await migrate(database, (line) => lines.push(line));

  expect(ran).toEqual(names);
  expect(lines).toEqual([
    'routing: CreateNotes1700000000001 done',
    'routing: IndexNotes1700000000002 done',
    'routing: analyzing tables',
    'routing: 2 migrations done',
  ]);
  expect(await database.sql('SELECT name FROM routing.migrations ORDER BY id')).toEqual(
    names.map((name) => ({ name })),
  );
  expect(await database.sql(`SELECT reltuples FROM pg_class WHERE oid = 'routing.note'::regclass`)).toEqual([
    { reltuples: 100 },
  ]);
});

it('does nothing the second time', async () => {
  await migrate(database);

  expect(await migrate(database)).toEqual([]);
});

it('lets three run at once: one works, the others wait', async () => {
  const results = await Promise.all([migrate(database), migrate(database), migrate(database)]);

  expect(results.map((ran) => ran.length).sort()).toEqual([0, 0, 2]);
  expect(await database.sql('SELECT count(*)::int AS count FROM routing.note')).toEqual([{ count: 100 }]);
});

it('leaves nothing of a migration that fails, keeps those before it, and gives the lock back', async () => {
  const broken = { ...database, migrations: [...sampleMigrations, BreakNotes1700000000003] };

  await expect(migrate(broken)).rejects.toThrow('nowhere');

  expect(await database.sql(`SELECT to_regclass('routing.half_done')::text AS made`)).toEqual([{ made: null }]);
  expect(await migrate(database)).toEqual([]);
});

it('lets those go on who use a table that it wants for itself, and comes again', async () => {
  await migrate(database);
  const reader = new Client({ connectionString: database.url });
  await reader.connect();
  await reader.query('BEGIN; SELECT FROM routing.note LIMIT 1');
  const lines: string[] = [];
  const free = (line: string): void => {
    // Told only once it has given up, with the reader still there.
    if (line.endsWith('trying again')) void reader.query('COMMIT');
    lines.push(line);
  };
  const added = { ...database, migrations: [...sampleMigrations, AddAuthor1700000000004] };

  expect(await migrate(added, free)).toEqual(['AddAuthor1700000000004']);

  expect(lines.slice(0, 2)).toEqual([
    'routing: a table is in use, trying again',
    'routing: AddAuthor1700000000004 done',
  ]);
  await reader.end();
});

it('keeps services apart in one database', async () => {
  await migrate(database);
  await migrate({ ...database, service: 'intake' });

  expect(await database.sql(`SELECT schemaname FROM pg_tables WHERE tablename = 'note' ORDER BY schemaname`)).toEqual([
    { schemaname: 'intake' },
    { schemaname: 'routing' },
  ]);
});

it('lists what is missing without changing anything', async () => {
  const dataSource = await createDataSource(database).initialize();

  expect(await pendingMigrations(dataSource, database)).toEqual(names);
  expect(await database.sql(`SELECT nspname FROM pg_namespace WHERE nspname = 'routing'`)).toEqual([]);
  await migrate(database);
  expect(await pendingMigrations(dataSource, database)).toEqual([]);
  await dataSource.destroy();
});
