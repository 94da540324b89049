import { eachOnce, killNames } from './kills';
import { readOptions, UsageError } from './options';

it('kills each once when nothing is said, all of them by themselves for minutes, and only those that are chosen', () => {
  expect(readOptions([])).toMatchObject({ minutes: 0, planned: eachOnce });
  expect(readOptions(['--minutes', '2.5', '--seed', '7', '--json', 'x'])).toEqual({
    ...{ minutes: 2.5, seed: 7, json: 'x' },
    planned: killNames.map((name) => [name]),
    pauseMs: expect.any(Number),
  });
  expect(readOptions(['--kills', 'relay,postgres']).planned).toEqual([['relay'], ['postgres']]);
});

it.each([
  [['--minutes', 'abc'], '--minutes abc'],
  [['--minutes', ''], '--minutes'],
  [['--seed', '1.5'], '--seed 1.5'],
  [['--kills', 'relay,foo'], '--kills foo: there are routing, '],
  [['--minute', '1'], '--minute'],
  [['10'], '10'],
])('refuses %j', (args, reason) => {
  const refused = (): unknown => readOptions(args);
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(reason);
  expect(refused).toThrow('npm run fault -- [--minutes N]');
});
