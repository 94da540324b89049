import { Groups } from './groups';

it('finds each thing under each of its keys, once, until it is removed there', () => {
  const groups = new Groups<string>();
  for (const key of ['team', 'ann', 'team']) groups.add(key, 'tab of Ann');
  groups.add('team', 'tab of Bob');
  expect(groups.of('ann')).toEqual(['tab of Ann']);
  expect(groups.of('team')).toEqual(['tab of Ann', 'tab of Bob']);
  groups.remove('team', 'tab of Ann');
  groups.remove('nobody', 'tab of Ann');
  expect([groups.of('ann'), groups.of('team'), groups.of('nobody')]).toEqual([['tab of Ann'], ['tab of Bob'], []]);
});

it('may be changed while what was found is gone through', () => {
  const groups = new Groups<number>();
  for (const item of [1, 2, 3]) groups.add('all', item);
  for (const item of groups.of('all')) groups.remove('all', item);
  expect(groups.of('all')).toEqual([]);
});
