import { randomUUID } from 'node:crypto';
import { aChannel, type ChannelForTest } from '../test-support/builders.support.spec';
import type { Answer } from '../test-support/intake-app.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const shop = 'https://shop.example';
const channel = aChannel();
const elsewhere = aChannel({ allowedOrigins: ['https://elsewhere.example'] });
const { intake } = useIntake(channel.event, elsewhere.event);

const body = { customer: { id: 'c-1' } };
const post = (as: string | undefined, origin?: string): Promise<Answer> =>
  intake.call('POST', '/chats', {
    ...(as === undefined ? {} : { as }),
    body,
    headers: { 'idempotency-key': randomUUID(), ...(origin && { origin }) },
  });

async function configured(change: Parameters<typeof aChannel>[0]): Promise<ChannelForTest> {
  const made = aChannel(change);
  await intake.deliver('intake.configuration', [made.event]);
  return made;
}

describe('a publishable key', () => {
  it('creates from an allowed origin, which may read the answer', async () => {
    const answer = await post(channel.publishable, shop);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  it.each([undefined, 'https://evil.example', 'http://shop.example', 'https://shop.example.evil.example', 'null'])(
    'is refused from origin %s',
    async (origin) => {
      const answer = await post(channel.publishable, origin);
      expect(answer).toMatchObject({ status: 403, body: { code: 'AUTH.ORIGIN_NOT_ALLOWED' } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('is refused from an origin that only another channel allows', async () => {
    expect(await post(channel.publishable, 'https://elsewhere.example')).toMatchObject({
      status: 403,
      body: { code: 'AUTH.ORIGIN_NOT_ALLOWED' },
    });
  });

  it('creates only: it shows, cancels and renews nothing', async () => {
    const created = await post(channel.publishable, shop);
    const path = `/chats/${created.body['chatId'] as string}`;
    const o = { as: channel.publishable, headers: { origin: shop } };
    const answers = [
      await intake.call('GET', path, o),
      await intake.call('POST', `${path}/cancel`, o),
      await intake.call('POST', `${path}/token`, o),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 403, body: { code: 'AUTH.FORBIDDEN' } });
  });

  it('is throttled for each key and address', async () => {
    const busy = await configured({});
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1) statuses.push((await post(busy.publishable, shop)).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 201));
    const refused = await post(busy.publishable, shop);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('access-control-allow-origin')).toBe(shop);
    expect((await post(busy.secret)).status).toBe(201);
    expect((await post(channel.publishable, shop)).status).toBe(201);
  });
});

describe('a preflight request', () => {
  const preflight = (origin: string) =>
    fetch(`${intake.url}/chats`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    });

  it('is granted to an origin that a channel allows', async () => {
    const { status, headers } = await preflight(shop);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(shop);
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    for (const name of ['authorization', 'content-type', 'idempotency-key']) {
      expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain(name);
    }
  });

  it('is not granted to others, nor to the origin of a removed channel', async () => {
    const gone = await configured({ allowedOrigins: ['https://gone.example'] });
    expect((await preflight('https://gone.example')).headers.get('access-control-allow-origin')).not.toBeNull();
    await intake.deliver('intake.configuration', [
      { ...gone.event, data: { ...gone.event.data, version: 2, removed: true } },
    ]);
    for (const origin of ['https://gone.example', 'https://evil.example']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
