import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aChannel } from '../test-support/builders.support.spec';
import { IntakeUnderTest } from '../test-support/intake-app.support.spec';

const channel = aChannel({ allowedOrigins: ['https://shop.example', 'https://help.shop.example:8443'] });
let intake: IntakeUnderTest;

beforeAll(async () => {
  intake = await IntakeUnderTest.start();
  await intake.deliver('intake.configuration', [channel.event]);
}, 60_000);
afterAll(() => intake.close());

const page = (key: string) => fetch(`${intake.url}/widget/${key}`);
const policyOf = ({ headers }: Response) => headers.get('content-security-policy')?.split('; ');

describe('the page of customers for frames', () => {
  it('may be framed by the pages that the channel allows, and by no other', async () => {
    const answer = await page(channel.publishable);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(policyOf(answer)).toContain('frame-ancestors https://shop.example https://help.shop.example:8443');
    expect(answer.headers.get('x-frame-options')).toBeNull();
  });

  it('runs scripts of this address only, and is asked for again each time, because the list may change', async () => {
    const answer = await page(channel.publishable);
    expect(policyOf(answer)).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'"]));
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toContain('<script type="module" src="/embedded.js"></script>');
  });

  it('may stand in pages that take nothing from others unless it says that it is for them', async () => {
    const { headers } = await page(channel.publishable);
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('names as many and as long origins as a channel may have, and the edge has room for them', async () => {
    const longest = Array.from({ length: 50 }, (_, i) => `https://${`${i}.`.padEnd(253, 'shop-')}:65535`);
    const made = aChannel({ allowedOrigins: longest });
    await intake.deliver('intake.configuration', [made.event]);
    const answer = await page(made.publishable);
    expect(policyOf(answer)).toContain(`frame-ancestors ${longest.join(' ')}`);
    const bytes = [...answer.headers].join('\r\n').length;
    const edge = readFileSync(join(__dirname, '../../../../deploy/edge/default.conf.template'), 'utf8');
    expect(bytes).toBeLessThan(Number(/proxy_buffer_size (\d+)k;/.exec(edge)?.[1]) * 1024);
  });

  it('follows the channel', async () => {
    const made = aChannel();
    await intake.deliver('intake.configuration', [made.event]);
    const changed = { ...made.event.data, version: 2, allowedOrigins: [] };
    await intake.deliver('intake.configuration', [{ ...made.event, data: changed }]);
    expect(policyOf(await page(made.publishable))).toContain("frame-ancestors 'none'");
    await intake.deliver('intake.configuration', [{ ...made.event, data: { ...changed, version: 3, removed: true } }]);
    expect((await page(made.publishable)).status).toBe(401);
  });

  it('is shown for no other key, and what is shown instead may be framed by nobody', async () => {
    for (const key of [channel.secret, `${channel.publishable}x`, 'pk_unknown_0123456789abcdef', 'nonsense']) {
      const answer = await page(key);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'AUTH.INVALID_KEY' });
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
    }
  });
});
