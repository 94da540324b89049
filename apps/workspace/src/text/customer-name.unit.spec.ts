import { customerName } from './customer-name';

it.each([
  [{ id: 'c-1', name: 'Ann' }, 'Ann'],
  [{ id: 'c-1' }, 'c-1'],
  [{ id: '7513fda7-f70d-4293-a5e3-0aa81a8a8fe2' }, '#7513fda7'],
  [null, '…'],
])('%j is called %s', (customer, expected) => {
  expect(customerName(customer)).toBe(expected);
});
