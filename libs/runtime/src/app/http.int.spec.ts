import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CorsPolicy, HealthRegistry } from '..';
import { type Issuers, startIssuers, startSample } from './sample-app.support.spec';

let issuers: Issuers;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  issuers = await startIssuers();
  ({ app, url } = await startSample(issuers.url));
});

afterAll(async () => {
  await app.close();
  await issuers.close();
});

const chats = '/api/v1/routing/chats';

async function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + chats, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

async function problem(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toMatchObject({
    type: 'about:blank',
    status: response.status,
    correlationId: response.headers.get('x-correlation-id'),
  });
  return body;
}

describe('problems', () => {
  it('name each field that the schema refuses', async () => {
    const response = await post(JSON.stringify({ customer: { id: '' }, colour: 'red' }));

    expect(response.status).toBe(400);
    expect(await problem(response)).toMatchObject({
      code: 'REQUEST.INVALID',
      errors: [
        { field: 'customer.id', message: expect.any(String) },
        { field: 'colour', message: 'is not known' },
      ],
    });
  });

  it('name a wrong parameter and a wrong query', async () => {
    const claim = await fetch(`${url}${chats}/17/claim`, { method: 'POST' });

    expect(await problem(claim)).toMatchObject({ code: 'REQUEST.INVALID', errors: [{ field: 'id' }] });
  });

  it('carry what the service adds', async () => {
    const response = await fetch(`${url}${chats}/01890000-0000-7000-8000-000000000001/claim`, { method: 'POST' });

    expect(response.status).toBe(409);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await problem(response)).toMatchObject({
      code: 'CHAT.ALREADY_ASSIGNED',
      title: 'The chat is already assigned',
      winner: { name: 'Ada' },
    });
  });

  it('reveal nothing of an error nobody foresaw', async () => {
    const response = await fetch(`${url}${chats}/broken`);

    expect(response.status).toBe(500);
    const body = await problem(response);
    expect(body).toMatchObject({ code: 'SERVER.INTERNAL', errors: [] });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  it.each([
    ['a body that is not JSON', '{"a":', {}, 400, 'REQUEST.NOT_JSON'],
    ['an empty body', '', {}, 400, 'REQUEST.NOT_JSON'],
    ['a prototype in the body', '{"__proto__":{"x":1}}', {}, 400, 'REQUEST.NOT_JSON'],
    ['another media type', 'hello', { 'content-type': 'text/csv' }, 415, 'REQUEST.UNSUPPORTED_MEDIA_TYPE'],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'REQUEST.UNSUPPORTED_MEDIA_TYPE'],
    ['a body of a megabyte', JSON.stringify('x'.repeat(2 ** 20)), {}, 413, 'REQUEST.TOO_LARGE'],
  ])('answer %s', async (_, body, headers: Record<string, string>, status, code) => {
    const response = await post(body, headers);

    expect(response.status).toBe(status);
    expect(await problem(response)).toMatchObject({ code });
  });

  it('accept a body just below the limit', async () => {
    const response = await post(JSON.stringify({ customer: { id: 'x'.repeat(250 * 1024) } }));

    expect(response.status).toBe(201);
  });

  it('answer an unknown address without repeating it', async () => {
    const response = await fetch(`${url}/nowhere/secret`);

    expect(response.status).toBe(404);
    const body = await problem(response);
    expect(body).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('answer an address that cannot be decoded', async () => {
    const answer = await raw(`GET ${chats}/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

    expect(answer).toContain('HTTP/1.1 400');
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"REQUEST.INVALID"');
  });

  it.each([
    ['bytes that are no HTTP', 'hello\r\n\r\n', 400, 'REQUEST.INVALID'],
    ['headers of 20 kB', `GET ${chats} HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 413, 'REQUEST.TOO_LARGE'],
  ])('answer %s, and hang up', async (_, request, status, code) => {
    expectRawProblem(await raw(request), status, code);
  });

  it('answer a request that does not arrive in time, and hang up', async () => {
    const server = app.getHttpServer();
    const accepted = once(server, 'connection');
    const answer = raw(`POST ${chats} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{`);
    const [socket] = (await accepted) as [Socket];
    // Node looks for slow requests every 30 seconds only: in its place, what it says when it has found one.
    const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    server.emit('clientError', late, socket);
    expectRawProblem(await answer, 408, 'REQUEST.TIMEOUT');
  });
});

function expectRawProblem(answer: string, status: number, code: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toContain(`HTTP/1.1 ${status} `);
  expect(head).toContain('content-type: application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status, code, errors: [] });
}

describe('the correlation id', () => {
  it('is the one the caller gave, in the answer and in the handler', async () => {
    const response = await post(JSON.stringify({ customer: { id: 'c' } }), { 'x-correlation-id': 'order-17' });

    expect(response.headers.get('x-correlation-id')).toBe('order-17');
    expect(await response.json()).toEqual({ customer: 'c', correlationId: 'order-17' });
  });

  it('is a new one when there was none, or none that is fit for logs', async () => {
    const none = await fetch(`${url}/health/live`);
    const unfit = await fetch(`${url}/health/live`, { headers: { 'x-correlation-id': 'a b{"x"}' } });

    expect(none.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(unfit.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('headers', () => {
  it('forbid a browser to run or frame an answer', async () => {
    const { headers } = await fetch(`${url}${chats}`);

    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('allow other origins only where the policy says so', async () => {
    app.get(CorsPolicy).register(chats, (origin) => origin === 'https://shop.example');
    const preflight = (origin: string, path: string): Promise<Response> =>
      fetch(url + path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });

    const allowed = await preflight('https://shop.example', chats);
    const otherOrigin = await preflight('https://evil.example', chats);
    const otherPath = await preflight('https://shop.example', '/api/v1/intake/chats');

    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('idempotency-key');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    expect(otherOrigin.headers.get('access-control-allow-origin')).toBeNull();
    expect(otherPath.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('health and metrics', () => {
  it('is live and ready, and not ready while a check fails', async () => {
    const health = app.get(HealthRegistry);
    let works = true;
    health.register('sample.part', () => {
      if (!works) throw new Error('the part at 10.0.0.1 is gone');
    });

    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({
      status: 'up',
      checks: { 'sample.part': 'up' },
    });
    works = false;
    const down = await fetch(`${url}/health/ready`);

    expect(down.status).toBe(503);
    expect(await down.json()).toEqual({ status: 'down', checks: { 'sample.part': 'down' } });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    works = true;
  });

  it('counts requests by the template of their route', async () => {
    await fetch(`${url}${chats}/01890000-0000-7000-8000-000000000009/claim`, { method: 'POST' });
    const text = await (await fetch(`${url}/metrics`)).text();

    expect(text).toContain('route="/api/v1/routing/chats/:id/claim",status="409"');
    expect(text).not.toContain('000000000009');
    expect(text).toContain('process_cpu_seconds_total');
  });
});

/** What the server sends back for bytes that `fetch` would not send. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
