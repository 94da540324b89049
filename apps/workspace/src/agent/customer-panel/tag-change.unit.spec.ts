import { tagChange } from './tag-change';

it.each([
  [['a'], ['a', 'b', 'c'], { added: ['b', 'c'], removed: [] }],
  [['a', 'b', 'c'], ['a', 'c'], { added: [], removed: ['b'] }],
  [['a'], ['b'], { added: ['b'], removed: ['a'] }],
  [['a', 'b'], ['b', 'a'], { added: [], removed: [] }],
])('from %j to %j', (before, after, change) => {
  expect(tagChange(before, after)).toEqual(change);
});
