import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { join, sep } from 'node:path';

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

/**
 * Serves a web app that was built into `folder`. An address that is neither a file nor under `/api/` is a page of the
 * app, which finds out itself which one. `deploy/edge/default.conf.template` says the same to nginx.
 */
export async function servePages(fastify: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, 'assets') + sep;
  // A file under `assets/` has a hash of its content in its name; everything else is asked for again each time. Said of
  // files only: what is not there must not be kept, because during a deployment it may be there a moment later.
  const cachingOf = (path: string): string =>
    path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache';
  await fastify.register(async (pages) => {
    pages.addHook('onRequest', async (_, reply) => void reply.header('content-security-policy', pagePolicy));
    await pages.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      wildcard: false,
      setHeaders: (response, path) => void response.setHeader('cache-control', cachingOf(path)),
    });
    pages.get('/*', (request, reply) => {
      if (/^\/(api|assets|health|metrics)\//.test(`${request.url.split('?')[0]}/`)) return reply.callNotFound();
      return reply.sendFile('index.html');
    });
  });
}
