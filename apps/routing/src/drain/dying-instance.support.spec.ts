import { KafkaBroker } from '@switchboard/messaging';
import { createApp, TokenVerifier } from '@switchboard/runtime';
import { RoutingModule } from '../routing.module';
import { Drainer } from './drainer';

/** What somebody asks of the instance; `path` below /api/v1/routing. */
export interface LastRequest {
  readonly databaseUrl: string;
  readonly jwksUrls: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
}

/**
 * The main of a child process: an instance of the service that is asked one thing over HTTP, and is killed by SIGKILL right
 * after the commit, before anything of the drain that follows has begun. Its caller never gets an answer.
 */
async function main({ databaseUrl, jwksUrls, method, path, token, body }: LastRequest): Promise<void> {
  const verifier = new TokenVerifier({ jwksUrls: [...jwksUrls] });
  const broker = new KafkaBroker({ brokers: ['127.0.0.1:1'], clientId: 'not-started' });
  const module = RoutingModule.register({ databaseUrl, broker, instanceId: 'dying' });
  const app = await createApp(module, { name: 'routing', verifier, logLevel: 'error', services: ['routing'] });
  const drainer = app.get(Drainer, { strict: false });
  drainer.committed = () => process.kill(process.pid, 'SIGKILL');
  await app.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`${await app.getUrl()}/api/v1/routing${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  process.stdout.write(`it lived to answer ${answer.status}: ${await answer.text()}`);
  process.exit(1);
}

const request = process.argv[3];
if (request?.startsWith('{')) void main(JSON.parse(request) as LastRequest);
