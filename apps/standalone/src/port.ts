import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Looks before the long steps whether the port can be had; rejects with Node's EADDRINUSE or EACCES, which `bootFailed`
 * turns into a line for people.
 */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}
