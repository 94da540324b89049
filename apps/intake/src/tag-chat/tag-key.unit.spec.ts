import { tagKey } from './tag-key';

it.each([
  ['Refund', 'REFUND'],
  ['Über', 'u\u0308ber'],
  ['환불', '환불'.normalize('NFD')],
])('takes %s and %s for one tag', (one, other) => {
  expect(tagKey(one)).toBe(tagKey(other));
});

it.each([
  ['Refund', 'Refunds'],
  ['resume', 'résumé'],
  ['a b', 'ab'],
])('tells %s and %s apart', (one, other) => {
  expect(tagKey(one)).not.toBe(tagKey(other));
});
