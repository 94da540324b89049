// npm run start:services: the four services as processes of their own on KAFKA_BROKERS and DATABASE_URL, with an edge in
// front. `-- --instances 2` runs two of each. Without DATABASE_URL an embedded PostgreSQL is started for them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import embedded from '@switchboard/embedded-postgres';
import { startEdge } from '../edge/local-edge.mjs';

const services = { intake: 3001, settings: 3002, routing: 3003, notification: 3004 };
const { values } = parseArgs({
  options: { instances: { type: 'string', default: '1' }, 'edge-port': { type: 'string', default: '8080' } },
});
const instances = Number(values.instances);
const edgePort = Number(values['edge-port']);
const edgeUrl = `http://127.0.0.1:${edgePort}`;
const portOf = (service, instance) => services[service] + 10 * instance;
const urlOf = (service, instance) => `http://127.0.0.1:${portOf(service, instance)}`;

const say = (who, line) => console.log(`${who.padEnd(15)} ${line}`);
const running = new Map(); // name -> child process
let stopping = false;
let postgres;
let edge;

function run(name, args, env) {
  // A group of its own: Ctrl-C reaches this process alone, which then stops the services in order.
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => say(name, line));
  return child;
}

async function migrate(environment) {
  const [code] = await once(run('migrate', ['apps/standalone/dist/migrate.main.js'], environment), 'exit');
  if (code !== 0) throw new Error('the migration failed: see above');
}

function startService(service, instance, environment) {
  const name = instances > 1 ? `${service}-${instance + 1}` : service;
  const child = run(name, [`apps/${service}/dist/main.js`], {
    ...environment,
    PORT: String(portOf(service, instance)),
  });
  running.set(name, child);
  child.once('exit', (code, signal) => {
    running.delete(name);
    if (stopping) return;
    // What runs services in production restarts them; here it is a second's pause and another start.
    say(name, `ended (${signal ?? code}); started again in 1 s`);
    setTimeout(() => stopping || startService(service, instance, environment), 1000);
  });
}

async function untilReady() {
  const all = Object.keys(services).flatMap((s) => Array.from({ length: instances }, (_, i) => [s, i]));
  for (const [service, instance] of all) {
    while (
      !stopping &&
      !(await fetch(`${urlOf(service, instance)}/health/ready`).then(
        (r) => r.ok,
        () => false,
      ))
    )
      await new Promise((resolve) => setTimeout(resolve, 200));
    if (!stopping) say('services', `${service} ${instance + 1} is ready on port ${portOf(service, instance)}`);
  }
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  const ended = [...running.values()].map((child) => once(child, 'exit'));
  for (const child of running.values()) child.kill('SIGTERM');
  await Promise.all(ended);
  await edge?.close();
  await postgres?.stop();
  process.exit(code);
}

async function main() {
  if (!Number.isInteger(instances) || instances < 1 || instances > 9) throw new Error('--instances takes 1 to 9');
  if (!process.env.DATABASE_URL) {
    say('services', 'DATABASE_URL is not set: starting an embedded PostgreSQL in .switchboard-services');
    const onProgress = (line) => say('postgres', line);
    postgres = await embedded.EmbeddedPostgres.start({
      dataDir: '.switchboard-services',
      database: 'switchboard',
      onProgress,
    });
  }
  const environment = {
    KAFKA_BROKERS: process.env.KAFKA_BROKERS ?? '127.0.0.1:9092',
    DATABASE_URL: process.env.DATABASE_URL ?? postgres.url,
    PUBLIC_URL: process.env.PUBLIC_URL ?? edgeUrl,
    // Through the edge, so that any instance answers.
    JWKS_URLS: ['settings', 'intake'].map((service) => `${edgeUrl}/api/v1/${service}/jwks.json`).join(),
  };
  await migrate(environment);
  const upstreams = Object.keys(services).map((s) => [s, Array.from({ length: instances }, (_, i) => urlOf(s, i))]);
  edge = await startEdge(edgePort, Object.fromEntries(upstreams));
  for (const service of Object.keys(services))
    for (let instance = 0; instance < instances; instance++) startService(service, instance, environment);
  await untilReady();
  say('services', `all ready: ${edgeUrl} (DATABASE_URL=${environment.DATABASE_URL})`);
}

process.once('SIGINT', () => void stop(0));
process.once('SIGTERM', () => void stop(0));
main().catch((error) => {
  console.error(`start:services: ${error.message}`);
  void stop(1);
});
