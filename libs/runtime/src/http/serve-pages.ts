import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Scripts and data come from here only, nothing is evaluated and no page of others may frame this one. Styles may be
 * inline: the component library writes its theme's variables into a style element.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A file under `assets/` has a hash of its content in its name; everything else is asked for again each time. */
const cachingOf = (path: string): string =>
  path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/**
 * Serves a web app that was built into `folder`. An address that is neither a file nor under `/api/` is a page of the
 * app, which finds out itself which one. `deploy/edge/default.conf.template` says the same to nginx.
 */
export async function servePages(fastify: FastifyInstance, folder: string): Promise<void> {
  await fastify.register(async (pages) => {
    pages.addHook('onRequest', async (request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      void reply.headers({ 'content-security-policy': pagePolicy, 'cache-control': cachingOf(path) });
    });
    await pages.register(fastifyStatic, { root: folder, cacheControl: false, wildcard: false });
    pages.get('/*', (request, reply) => {
      if (/^\/(api|assets|health|metrics)\//.test(`${request.url.split('?')[0]}/`)) return reply.callNotFound();
      return reply.sendFile('index.html');
    });
  });
}
