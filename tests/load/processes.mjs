// The contestants between topics, each a process of its own: routing, and the bare loop.
import { consumerGroup } from '@switchboard/contracts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

function start(program, args, env = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log = (log + data).slice(-4000)));
  child.once('exit', (code) => code && process.stderr.write(`${program} ended with ${code}:\n${log}\n`));
  return async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
}

/** The bare loop from `chat.requested` to `chat.assigned`. `group`: what it consumes in. Resolves to what ends it. */
export const bareLoop = {
  group: (cluster) => `${cluster.namespace}loop`,
  start: (cluster, brokers) => {
    const topics = [cluster.topic('chat.requested'), cluster.topic('chat.assigned')];
    return start(path('baselines/bare-loop.mjs'), [brokers, bareLoop.group(cluster), ...topics]);
  },
};

/** The routing service as it is deployed: consumer, engine, outbox, relay. */
export const routing = {
  group: (cluster) => consumerGroup('routing.requests', cluster.namespace),
  start: (cluster, brokers, databaseUrl) =>
    start(path('../../apps/routing/dist/main.js'), [], {
      DATABASE_URL: databaseUrl,
      KAFKA_BROKERS: brokers,
      KAFKA_NAMESPACE: cluster.namespace,
      LOG_LEVEL: 'warn',
      PORT: '0',
      JWKS_URLS: 'http://127.0.0.1:9/api/v1/settings/jwks.json',
    }),
};
