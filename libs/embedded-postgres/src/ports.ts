import { createServer } from 'node:net';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres.error';

export const host = '127.0.0.1';

/**
 * A free port of 127.0.0.1, or the wished one if it is free.
 * @throws EmbeddedPostgresError PORT_TAKEN.
 */
export function freePort(wished = 0): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const reason = systemCode(cause) === 'EADDRINUSE' ? 'is taken' : `cannot be used (${cause.message})`;
      reject(new EmbeddedPostgresError('PORT_TAKEN', `Port ${wished} of ${host} ${reason}.`, { cause }));
    });
    server.listen({ port: wished, host, exclusive: true }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : wished;
      server.close(() => resolve(port));
    });
  });
}
