import { createChannelBody } from './settings';

const allowed = (...allowedOrigins: string[]) => createChannelBody.safeParse({ name: 'Shop', allowedOrigins });

it.each([
  ['https://Shop.example', 'https://shop.example'],
  ['https://shop.example/', 'https://shop.example'],
  ['https://shop.example:443', 'https://shop.example'],
  ['http://shop.example:80', 'http://shop.example'],
  ['https://shop.example:8443', 'https://shop.example:8443'],
  ['https://쇼핑.example', 'https://xn--hp4bo76a.example'],
  ['http://[::1]:4000', 'http://[::1]:4000'],
])('%s is kept as browsers send it: %s', (written, kept) => {
  expect(allowed(written, kept).data?.allowedOrigins).toEqual([kept]);
});

it.each([
  'https://*.example',
  'https://*',
  'https://my_shop.example',
  'https://shop.example/basket',
  'https://shop.example/?from=us',
  'https://ann@shop.example',
  'https://shop.example;',
  "https://'self'",
  'https://shop\0.example',
  'https://\ud800.example',
  `https://${'shop.'.repeat(60)}example`,
  'ftp://shop.example',
  'data:text/html,shop',
  'shop.example',
  'null',
  '',
])('%s is refused, as no page could ever be of it alone', (written) => {
  expect(allowed('https://shop.example', written).error?.issues).toMatchObject([{ path: ['allowedOrigins', 1] }]);
});
