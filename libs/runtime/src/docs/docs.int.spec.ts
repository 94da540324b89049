import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { type Issuers, startIssuers, startSample } from '../app/sample-app.support.spec';

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

async function documentOf(service: string): Promise<OpenAPIObject> {
  const response = await fetch(`${url}/api/v1/${service}/openapi.json`);
  expect(response.headers.get('content-type')).toContain('application/json');
  return (await response.json()) as OpenAPIObject;
}

it('serves for each service the document of its own routes', async () => {
  const [routing, intake] = [await documentOf('routing'), await documentOf('intake')];

  expect(routing.openapi).toBe('3.1.0');
  expect(Object.keys(routing.paths).sort()).toEqual([
    '/api/v1/routing/chats',
    '/api/v1/routing/chats/broken',
    '/api/v1/routing/chats/me',
    '/api/v1/routing/chats/mine',
    '/api/v1/routing/chats/{id}/claim',
  ]);
  expect(Object.keys(intake.paths)).toEqual(['/api/v1/intake/chats']);
  expect(Object.keys(intake.components?.schemas ?? {})).toEqual(['Problem']);
});

it('describes bodies in the words of 3.1, credentials and problems', async () => {
  const { components, paths } = await documentOf('routing');

  expect(components?.schemas?.['CreateChat']).toMatchObject({
    type: 'object',
    required: ['customer'],
    additionalProperties: false,
    properties: { locale: { type: ['string', 'null'] } },
  });
  expect(paths['/api/v1/routing/chats/me']?.get?.security).toEqual([{ bearer: [] }]);
  expect(paths['/api/v1/routing/chats/mine']?.get).toMatchObject({
    'x-access': ['customer'],
    description: 'For: customer.',
  });
  expect(paths['/api/v1/routing/chats/broken']?.get).toMatchObject({ 'x-access': 'public' });
  expect(paths['/api/v1/routing/chats/broken']?.get).not.toHaveProperty('security');
  expect(paths['/api/v1/routing/chats']?.post?.responses['default']).toMatchObject({
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
});

it('serves a page whose every part comes from here, under a policy that lets it run', async () => {
  const page = await fetch(`${url}/api/v1/routing/docs`);
  const html = await page.text();
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');

  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(parts).toHaveLength(3);
  for (const part of parts) {
    const response = await fetch(url + part);
    expect([part, response.status]).toEqual([part, 200]);
    expect((await response.text()).length).toBeGreaterThan(20);
  }
  expect(html).not.toMatch(/https?:/);
});
