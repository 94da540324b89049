import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { join, sep } from 'node:path';
import { pagePolicy } from './page-policy';

/**
 * Serves a web app that was built into `folder`. An address that is neither a file nor under `/api/` is a page of the
 * app, which finds out itself which one. `deploy/edge/default.conf.template` says the same to nginx.
 */
export async function servePages(fastify: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, 'assets') + sep;
  const widget = join(folder, 'widget.js');
  // A file under `assets/` has a hash of its content in its name, the widget stands in pages of others, who load it at each
  // of their pages; everything else is asked for again each time. Said of files only: what is not there must not be kept,
  // because during a deployment it may be there a moment later.
  const cachingOf = (path: string): string => {
    if (path === widget) return 'public, max-age=3600';
    return path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache';
  };
  await fastify.register(async (pages) => {
    pages.addHook('onRequest', (_, reply, done) => {
      void reply.header('content-security-policy', pagePolicy());
      done();
    });
    await pages.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      wildcard: false,
      setHeaders: (response, path) => {
        response.setHeader('cache-control', cachingOf(path));
        // Also for pages that take nothing from others unless it says that it is for them (COEP).
        if (path === widget) response.setHeader('cross-origin-resource-policy', 'cross-origin');
      },
    });
    pages.get('/*', (request, reply) => {
      if (/^\/(api|assets|health|metrics)\//.test(`${request.url.split('?')[0]}/`)) return reply.callNotFound();
      return reply.sendFile('index.html');
    });
  });
}
