import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Issuers, startIssuers, startSample } from '../app/sample-app.support.spec';
import { pagePolicy } from './page-policy';

const folder = mkdtempSync(join(tmpdir(), 'switchboard-pages-'));
let issuers: Issuers;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Workspace</title>');
  writeFileSync(join(folder, 'assets/main-abc.js'), 'void 0;');
  writeFileSync(join(folder, 'widget.js'), 'void 0;');
  issuers = await startIssuers();
  ({ app, url } = await startSample(issuers.url, { pages: folder }));
});

afterAll(async () => {
  await app.close();
  await issuers.close();
  rmSync(folder, { recursive: true });
});

it.each(['/', '/manager/agents', '/chat/pk_1?again'])('shows the app at %s, which must not be kept', async (path) => {
  const response = await fetch(url + path);

  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<title>Workspace</title>');
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(response.headers.get('cache-control')).toBe('no-cache');
});

it('lets scripts run that come from here, and no others', async () => {
  const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';

  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("default-src 'none'");
  expect(policy.replace(/style-src[^;]*/, '')).not.toContain('unsafe');
});

it('lets files with a hash in their name be kept for good', async () => {
  const response = await fetch(`${url}/assets/main-abc.js`);

  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toContain('immutable');
});

it('lets pages of others load the widget, for an hour without asking again', async () => {
  const { status, headers } = await fetch(`${url}/widget.js`);

  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('public, max-age=3600');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

it('lets nobody frame a page', async () => {
  expect((await fetch(url)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

it.each(['/assets/main-former.js', '/api/v1/routing/nothing', '/api', '/metrics/nothing'])(
  'has no page at %s, which may appear later',
  async (path) => {
    const response = await fetch(url + path);

    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBeNull();
    expect(await response.json()).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
  },
);

describe('the edge of the containers', () => {
  const template = readFileSync(join(__dirname, '../../../../deploy/edge/default.conf.template'), 'utf8');

  it.each([
    ['location / {', '/'],
    ['location /assets/ {', '/assets/main-abc.js'],
    ['location = /widget.js {', '/widget.js'],
  ])('sends with "%s" the headers that are sent here', async (start, path) => {
    const [block = ''] = (template.split(start)[1] ?? '').split('}');
    const sent = [...block.matchAll(/add_header (\S+) '?([^;']+?)'?(?: always)?;/g)];
    expect(sent.map(([, name]) => name)).toContain('Cache-Control');
    const { headers } = await fetch(url + path);
    for (const [, name = '', value] of sent)
      expect([name, headers.get(name)]).toEqual([name, value === '$pages_policy' ? pagePolicy() : value]);
  });
});
