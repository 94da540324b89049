import { isContention, isPoison, sqlState } from './sql-state';

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
