// The edge for services that run as plain processes: what default.conf.template is to the containers.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import proxy from '@fastify/http-proxy';
import runtime from '@switchboard/runtime';

const workspace = fileURLToPath(new URL('../../apps/workspace/dist', import.meta.url));

/** What the edge answers by itself, said as the services say it (docs/api/problems.md). */
const problem = (reply, { code, status, title }) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status, code, errors: [], correlationId: randomUUID() });
const notFound = { code: 'REQUEST.NOT_FOUND', status: 404, title: 'There is nothing at this address' };
const unavailable = { code: 'SERVER.UNAVAILABLE', status: 503, title: 'The service cannot answer at the moment' };

/**
 * Starts the edge on 127.0.0.1.
 * @param {number} port where it listens
 * @param {Record<string, string[]>} upstreams service -> base URLs of its instances, taken in turn; one that refuses the
 *   connection is left out for that request
 * @returns {Promise<{close: () => Promise<void>}>}
 */
export async function startEdge(port, upstreams) {
  const edge = Fastify({ logger: false, bodyLimit: 256 * 1024, forceCloseConnections: true });
  for (const [service, urls] of Object.entries(upstreams)) {
    let turn = 0;
    const replyOptions = {
      // Throttles count by address: the client's, not ours.
      rewriteRequestHeaders: (request, headers) => ({ ...headers, 'x-forwarded-for': request.ip }),
      getUpstream: () => urls[turn++ % urls.length],
      onError: async (reply, { error }) => {
        const { request } = reply;
        const tries = (request.raw.edgeTries = (request.raw.edgeTries ?? 0) + 1);
        // Refused: the instance never saw the request, so that the next one may have it.
        if (error.cause?.code === 'ECONNREFUSED' || error.code === 'ECONNREFUSED') {
          if (tries < urls.length && request.raw.method === 'GET') return reply.from(request.raw.url, replyOptions);
        }
        return problem(reply.header('retry-after', '1'), unavailable);
      },
    };
    await edge.register(proxy, {
      prefix: `/api/v1/${service}`,
      rewritePrefix: `/api/v1/${service}`,
      upstream: '',
      // A stream lives for as long as its token, with a sign of life now and then (here 0 would mean the default of 10 s).
      http: { requestOptions: { timeout: 3_600_000 } },
      replyOptions,
    });
  }
  edge.get('/health', () => 'ok\n');
  if (existsSync(`${workspace}/index.html`)) await runtime.servePages(edge, workspace);
  edge.setNotFoundHandler((_, reply) => problem(reply, notFound));
  await edge.listen({ port, host: '127.0.0.1' });
  return edge;
}
