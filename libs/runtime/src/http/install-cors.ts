import cors, { type FastifyCorsOptionsDelegateCallback } from '@fastify/cors';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { asPlugin } from './as-plugin';
import type { CorsPolicy } from './cors-policy';

const maxAgeSeconds = 600;

/** CORS as the policy decides for each request; nothing is allowed by default, and credentials never are. */
export async function installCors(app: NestFastifyApplication, policy: CorsPolicy): Promise<void> {
  const decide: FastifyCorsOptionsDelegateCallback = (request, callback) => {
    const { origin } = request.headers;
    const path = request.url.split('?')[0] ?? '';
    Promise.resolve(origin !== undefined && policy.allows(path, origin)).then(
      (allowed) =>
        callback(null, {
          origin: allowed ? origin : false,
          methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
          allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'x-correlation-id'],
          exposedHeaders: ['x-correlation-id', 'retry-after', 'location'],
          maxAge: maxAgeSeconds,
        }),
      (error: unknown) => callback(error as Error, { origin: false }),
    );
  };
  await app.register(asPlugin(cors), { delegator: decide });
}
