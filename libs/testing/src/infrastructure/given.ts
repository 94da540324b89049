import { connect } from 'node:net';
import { InfrastructureError, type Service } from './service';

/**
 * An address from the environment, which must answer: a wrong one is a fault and no reason to start something else.
 * @throws InfrastructureError
 */
export async function given(variable: 'KAFKA_BROKERS' | 'DATABASE_URL'): Promise<Service | undefined> {
  const address = process.env[variable];
  if (!address) return undefined;
  const { hostname, port } = new URL(
    variable === 'KAFKA_BROKERS' ? `kafka://${address.split(',')[0]?.trim()}` : address,
  );
  await answers(hostname, Number(port || 5432)).catch((cause: unknown) => {
    throw new InfrastructureError(`${variable} is set, but nothing answers at ${hostname}:${port}.`, { cause });
  });
  return { address, way: `given by ${variable}`, stop: () => Promise.resolve() };
}

function answers(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: 5_000 });
    socket.once('connect', () => resolve());
    socket.once('timeout', () => reject(new Error('no answer within 5 s')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
    socket.once('connect', () => socket.destroy());
  });
}
