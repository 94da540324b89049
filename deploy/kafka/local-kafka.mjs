import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaError } from './error.mjs';
import { cache, jars } from './jars.mjs';

export { KafkaError };

const host = '127.0.0.1';
const heap = '-Xmx512m';

/**
 * Starts a single-node Apache Kafka (KRaft) on 127.0.0.1 with the local Java. Its data stay in the folder.
 * @param {{ port?: number, dataDir?: string, jvmOptions?: string[], onProgress?: (line: string) => void,
 *   signal?: AbortSignal }} [options] `signal` gives up while it is still starting, and leaves no process behind.
 * @returns {Promise<{ brokers: string, pid: number, log: string, stop: () => Promise<void>, exited: Promise<string> }>}
 *   `exited` resolves with a line when the broker has ended, whoever ended it.
 */
export async function startLocalKafka(options = {}) {
  const { port = 9092, dataDir = join(cache, 'data'), jvmOptions = [], onProgress = () => {}, signal } = options;
  checkJava();
  await checkFree(port);
  const classpath = join(await jars(onProgress, signal), '*');
  const controllerPort = await freePort();
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, serverProperties(port, controllerPort, join(folder, 'log')));
  format(classpath, properties, folder);
  onProgress(`Kafka: starting on ${host}:${port}`);
  const log = join(folder, 'kafka.log');
  const file = openSync(log, 'w');
  // A session of its own: Ctrl-C at the terminal reaches only us, and we stop the broker when its users are done.
  const args = [heap, ...jvmOptions, ...quietLogging, '-cp', classpath, 'kafka.Kafka', properties];
  const child = spawn('java', args, { stdio: ['ignore', file, file], detached: true });
  closeSync(file);
  const exited = new Promise((done) => {
    child.once('exit', (code, signal) => done(`Kafka ended (${signal ?? `exit code ${code}`}), see ${log}`));
  });
  try {
    await untilReady(port, child, log, signal);
  } catch (error) {
    await stop(child, exited);
    throw error;
  }
  return { brokers: `${host}:${port}`, pid: child.pid, log, exited, stop: () => stop(child, exited) };
}

const quietLogging = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  // Tells when the broker is ready, and little else.
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
];

function serverProperties(port, controllerPort, logFolder) {
  return `# Written by deploy/kafka at each start.
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@${host}:${controllerPort}
listeners=PLAINTEXT://${host}:${port},CONTROLLER://${host}:${controllerPort}
advertised.listeners=PLAINTEXT://${host}:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${logFolder.replaceAll('\\', '/')}
# Topics are declared in libs/contracts and created by npm run migrate.
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
`;
}

function format(classpath, properties, folder) {
  if (existsSync(join(folder, 'log', 'meta.properties'))) return;
  // A leading '-' would be read as an option: one id in 64 has it.
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url').replace(/^-/, 'A');
  const tool = [
    '-cp',
    classpath,
    'kafka.tools.StorageTool',
    'format',
    '--ignore-formatted',
    '-t',
    id,
    '-c',
    properties,
  ];
  const { status, stderr, stdout } = spawnSync('java', tool, { encoding: 'utf8' });
  if (status !== 0) throw new KafkaError(`Kafka could not format its storage: ${lastLine(stderr + stdout)}`);
}

async function untilReady(port, child, log, signal) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null) {
      const lines = readFileSync(log, 'utf8').split('\n');
      const reason = lines.find((line) => /Exception|ERROR|FATAL/.test(line)) ?? lastLine(lines.join('\n'));
      throw new KafkaError(`Kafka does not start: ${reason.slice(0, 300)} (log: ${log})`);
    }
    if (readFileSync(log, 'utf8').includes('Kafka Server started') && (await accepts(port))) return;
    await sleep(100);
  }
  throw new KafkaError(`Kafka did not get ready within 60 s, see ${log}`);
}

async function stop(child, exited) {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await exited;
  clearTimeout(late);
}

function checkJava() {
  const { error, status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const remedy = 'install version 17 or newer (Debian: apt install default-jre-headless), or set KAFKA_BROKERS';
  if (error || status !== 0) throw new KafkaError(`Java is not installed: ${remedy}.`);
  const major = Number(/version "(\d+)/.exec(stderr)?.[1]);
  if (major < 17) throw new KafkaError(`Java ${major} is too old for Apache Kafka 4: ${remedy}.`);
}

async function checkFree(port) {
  await freePort(port).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new KafkaError(`Port ${port} of ${host} is taken: stop what listens there, or give another with --port.`);
  });
}

/** Resolves with a free port of 127.0.0.1 (the wished one, if it is free). */
export function freePort(wished = 0) {
  const server = createServer();
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen({ port: wished, host, exclusive: true }, () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function accepts(port) {
  return new Promise((done) => {
    const socket = connect({ port, host }, () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Whether this machine has what a local Kafka needs: a Java and a Maven. */
export function canRunLocalKafka() {
  return ['java', 'mvn'].every((name) =>
    (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, name))),
  );
}
