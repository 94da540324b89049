import { type PruneStep, Pruning } from './pruning';

class Sample extends Pruning {
  constructor(steps: PruneStep[]) {
    super(1_000, steps);
  }
}

const chunk = 5_000;
/** A table with so many rows that are too old. */
const tableOf = (rows: number) => {
  const table = { rows, statements: 0 };
  const step: PruneStep = (limit) => {
    const gone = Math.min(limit, table.rows);
    table.rows -= gone;
    table.statements += 1;
    return Promise.resolve(gone);
  };
  return { table, step };
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('deletes in chunks until nothing is left, one step after the other', async () => {
  const [first, second] = [tableOf(2 * chunk + 1), tableOf(0)];
  await new Sample([first.step, second.step]).prune();
  expect([first.table, second.table]).toEqual([
    { rows: 0, statements: 3 },
    { rows: 0, statements: 1 },
  ]);
});

it('does it now and then, also after a failure', async () => {
  const { table, step } = tableOf(1);
  let fails = true;
  const pruning = new Sample([() => (fails ? Promise.reject(new Error('the database is away')) : step(chunk))]);
  pruning.onApplicationBootstrap();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(table.rows).toBe(1);
  fails = false;
  await jest.advanceTimersByTimeAsync(1_000);
  expect(table.rows).toBe(0);
  await pruning.onModuleDestroy();
});

it('begins no turn while one goes on, and the next when that is over', async () => {
  const finish: ((rows: number) => void)[] = [];
  const pruning = new Sample([() => new Promise((resolve) => finish.push(resolve))]);
  pruning.onApplicationBootstrap();
  await jest.advanceTimersByTimeAsync(3_000);
  expect(finish).toHaveLength(1);
  finish[0]?.(0);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(finish).toHaveLength(2);
  finish[1]?.(0);
  await pruning.onModuleDestroy();
});

it('ends with the service, after the chunk in flight', async () => {
  let [finish, statements] = [(_: number): void => undefined, 0];
  const pruning = new Sample([
    () => {
      statements += 1;
      return new Promise((resolve) => (finish = resolve));
    },
  ]);
  pruning.onApplicationBootstrap();
  await jest.advanceTimersByTimeAsync(1_000);
  const ended = pruning.onModuleDestroy();
  finish(chunk);
  await ended;
  await jest.advanceTimersByTimeAsync(5_000);
  expect(statements).toBe(1);
});
