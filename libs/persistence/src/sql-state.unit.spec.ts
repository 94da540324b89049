import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isContention, isDatabaseAway, isPassing, isPoison, sqlState } from './sql-state';

const fromServer = (code: string): object => ({ code, severity: 'ERROR' });

it.each([
  ['a driver error', fromServer('23505'), '23505'],
  ['one wrapped by TypeORM', { driverError: fromServer('40P01') }, '40P01'],
  ['one in a cause', new Error('x', { cause: fromServer('22P02') }), '22P02'],
  ['a broken connection', Object.assign(new Error('x'), { code: 'EPIPE' }), undefined],
  ['no error at all', undefined, undefined],
])('finds the state of %s', (_, error, state) => {
  expect(sqlState(error)).toBe(state);
});

it('takes classes 22 and 23 for poison, and nothing else', () => {
  const poison = ['22P02', '22021', '23505', '23503', '40001', '40P01', '55P03', '57014', '08006', '42P01', '53300'];

  expect(poison.filter((state) => isPoison(fromServer(state)))).toEqual(['22P02', '22021', '23505', '23503']);
  expect(poison.filter((state) => isContention(fromServer(state)))).toEqual(['40001', '40P01', '55P03']);
});

it.each([
  ['the server shuts down', fromServer('57P01'), true],
  ['it starts', { driverError: fromServer('57P03') }, true],
  ['it takes no more connections', fromServer('53300'), true],
  ['the connection is refused', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), true],
  ['it breaks', new Error('x', { cause: Object.assign(new Error('read'), { code: 'ECONNRESET' }) }), true],
  ['it ends', new Error('Connection terminated unexpectedly'), true],
  ['the pool has waited for long', new Error('timeout exceeded when trying to connect'), true],
  ['TypeORM has let go of it', new QueryRunnerAlreadyReleasedError(), true],
  ['and a transaction goes on', new QueryRunnerProviderAlreadyReleasedError(), true],
  ['a statement took too long', fromServer('57014'), false],
  ['a table is missing', fromServer('42P01'), false],
  ['a program speaks of one', new Error('the Connection terminated'), false],
  ['a file is missing', Object.assign(new Error('x'), { code: 'ENOENT' }), false],
  ['nothing happened', undefined, false],
])('when %s', (_, error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway);
  expect(isPassing(error)).toBe(isAway);
});

it('takes a lock that others hold for passing, though the database is there', () => {
  for (const state of ['40001', '40P01', '55P03'])
    expect([isDatabaseAway(fromServer(state)), isPassing(fromServer(state))]).toEqual([false, true]);
});
