import { attributeFacts } from './facts';

it('tells the page apart, and everything else in its order', () => {
  expect(attributeFacts({ tier: 'gold', page: 'https://shop.example/cart', orders: 7, member: false })).toEqual({
    page: 'https://shop.example/cart',
    others: [
      ['tier', 'gold'],
      ['orders', '7'],
      ['member', 'false'],
    ],
  });
});

it('leaves out what was left empty, but not zero', () => {
  expect(attributeFacts({ page: null, tier: '', orders: 0 })).toEqual({ page: undefined, others: [['orders', '0']] });
  expect(attributeFacts(undefined)).toEqual({ page: undefined, others: [] });
});
