import { askedFrom } from './asked-from';

it.each([
  ['https://shop.example/chat#pk_1_secret', { page: 'https://shop.example/chat' }],
  ['https://shop.example/cart?step=2#top', { page: 'https://shop.example/cart?step=2' }],
  [`https://shop.example/cart?q=${'x'.repeat(500)}`, { page: 'https://shop.example/cart' }],
  [`https://shop.example/${'x'.repeat(500)}`, {}],
  [undefined, {}],
])('of %s', (address, attributes) => {
  expect(askedFrom(address)).toEqual(attributes);
});
