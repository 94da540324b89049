import { frameAncestors } from './frame-ancestors';

it('names the origins that the channel allows', () => {
  const origins = ['https://shop.example', 'http://127.0.0.1:4000', 'http://[::1]:4000'];
  expect(frameAncestors(origins)).toBe('https://shop.example http://127.0.0.1:4000 http://[::1]:4000');
});

it.each(['https://*', 'https://*.example', 'https://a.example;script-src', 'https://a,b', "https://'self'"])(
  'leaves out %s, which would say more in a policy than in a list of origins',
  (origin) => {
    expect(frameAncestors(['https://shop.example', origin])).toBe('https://shop.example');
    expect(frameAncestors([origin])).toBe("'none'");
  },
);

it('lets nobody frame the page where no origin is allowed', () => {
  expect(frameAncestors([])).toBe("'none'");
});
