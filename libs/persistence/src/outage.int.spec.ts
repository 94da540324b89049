import { Controller, Get, Module, Post } from '@nestjs/common';
import { AppLogger, createApp, Public, TokenVerifier } from '@switchboard/runtime';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrate, PersistenceModule, Transactions } from '.';
import { Line } from './cut-line.support.spec';
import { createSampleDatabase, type SampleDatabase, until } from './sample-database.support.spec';

let database: SampleDatabase;
let line: Line;
let app: Awaited<ReturnType<typeof createApp>>;
/** Somebody else on the same database, who goes another way. */
let other: Client;

@Controller('notes')
@Public()
class Notes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  list(): Promise<unknown> {
    return this.dataSource.query('SELECT count(*)::int AS notes FROM note');
  }

  @Get('wrong')
  wrong(): Promise<unknown> {
    return this.dataSource.query('SELECT nothing FROM note');
  }

  @Post('patient')
  patient(): Promise<unknown> {
    return this.transactions.run((tx) => tx.query('UPDATE note SET body = body WHERE id = 1'));
  }

  @Post('impatient')
  impatient(): Promise<unknown> {
    const touch = 'UPDATE note SET body = body WHERE id = 1';
    return this.transactions.run((tx) => tx.query(touch), { lockTimeoutMs: 20 });
  }

  /** Its session ends between two of its statements. */
  @Post('bereft')
  bereft(): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [session] = await tx.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
      await terminate(session.pid);
      await tx.query('UPDATE note SET body = body WHERE id = 1');
    });
  }
}

async function terminate(pid: number): Promise<void> {
  await other.query('SELECT pg_terminate_backend($1)', [pid]);
  await until(async () => (await other.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount === 0);
}

beforeAll(async () => {
  database = await createSampleDatabase();
  await migrate(database);
  line = await Line.to(database.url);
  class Service {}
  Module({ imports: [PersistenceModule.forService({ ...database, url: line.url })], controllers: [Notes] })(Service);
  const verifier = new TokenVerifier({ jwksUrls: [] });
  app = await createApp(Service, { name: 'routing', verifier, logLevel: 'silent', services: ['routing'] });
  await app.listen({ port: 0, host: '127.0.0.1' });
  other = new Client({ connectionString: database.url, options: '-c search_path=routing' });
  await other.connect();
});

afterAll(async () => {
  await app.close();
  await line.cut();
  await other.end();
  await database.drop();
});

const errors = jest.spyOn(AppLogger.prototype, 'error');
beforeEach(() => errors.mockClear());
afterAll(() => errors.mockRestore());

const ask = async (method: string, path: string): Promise<Response> =>
  fetch(`${await app.getUrl()}/${path}`, { method });

async function expectUnavailable(response: Response): Promise<void> {
  expect(await response.json()).toMatchObject({ status: 503, code: 'SERVER.UNAVAILABLE' });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  expect(errors).not.toHaveBeenCalled(); // a line, not a stack
}

it('answers 503 while the database cannot be reached, and as usual when it can', async () => {
  expect((await ask('GET', 'notes')).status).toBe(200);
  await line.cut();
  await expectUnavailable(await ask('GET', 'notes'));
  await expectUnavailable(await ask('POST', 'notes/patient'));
  await line.mend();
  expect(await (await ask('GET', 'notes')).json()).toEqual([{ notes: 100 }]);
});

it('answers 503 when another holds the lock for longer than it waits', async () => {
  await other.query('BEGIN');
  await other.query('SELECT FROM note WHERE id = 1 FOR UPDATE');
  await expectUnavailable(await ask('POST', 'notes/impatient'));
  await other.query('ROLLBACK');
  expect((await ask('POST', 'notes/impatient')).status).toBe(201);
});

it('answers 503 when its session ends, in a statement or between two', async () => {
  await other.query('BEGIN');
  await other.query('SELECT FROM note WHERE id = 1 FOR UPDATE');
  const waits = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  const answer = ask('POST', 'notes/patient');
  await until(async () => (await database.sql(waits)).length === 1);
  const [waiting] = (await database.sql(waits)) as [{ pid: number }];
  await terminate(waiting.pid);
  await expectUnavailable(await answer);
  await other.query('ROLLBACK');
  await expectUnavailable(await ask('POST', 'notes/bereft'));
});

it('answers 500, with a stack in the log, what is for us to mend', async () => {
  const response = await ask('GET', 'notes/wrong');
  expect(await response.json()).toMatchObject({ status: 500, code: 'SERVER.INTERNAL' });
  expect(errors).toHaveBeenCalledWith('SERVER.INTERNAL', expect.any(Error), 'Problem');
});
