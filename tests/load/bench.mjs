// npm run bench -- [--quick] [--json FILE]: the path Kafka -> routing -> Kafka beside a bare kafkajs consume-and-produce loop.
// Both read the same number of the same messages from topics of 12 partitions on the same broker, one after the other, each
// in a process of its own. Only the ratio travels between machines.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import { deadLetterTopic } from '@switchboard/contracts';
import { ensureTopics } from '@switchboard/messaging';
import { routingDatabase } from '@switchboard/routing';
import { createTestDatabase, startInfrastructure } from '@switchboard/testing';
import pg from 'pg';
import { connect } from './cluster.mjs';
import { progressBar } from './progress.mjs';
import * as load from './workload.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } });
const chats = options.quick ? 30_000 : 150_000;
const teams = load.makeTeams(100, options.quick ? 10 : 50);
const run = `bench-${randomBytes(3).toString('hex')}.`;

const isolate = (name) => ({ namespace: `${run}${name}.`, topic: (topic) => `${run}${name}.${topic}` });

function start(args, env) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout.on('data', (data) => (log = (log + data).slice(-4000)));
  child.once('exit', (code) => code && process.stderr.write(`${args[0]} ended with ${code}:\n${log}\n`));
  return async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
}

async function bareLoop(kafka, brokers, requests) {
  const { namespace, topic } = isolate('loop');
  await ensureTopics({ brokers: [brokers], clientId: 'bench', namespace });
  await kafka.send(topic('chat.requested'), requests);
  const stop = start(
    ['tests/load/bare-loop.mjs', brokers, `${namespace}loop`, topic('chat.requested'), topic('chat.assigned')],
    {},
  );
  const bar = progressBar('bare loop ', chats);
  const rate = await kafka.outputRate([topic('chat.assigned')], chats, bar.update);
  await stop();
  return rate;
}

/** Teams, agents, presence as events; availability straight into the table, since there is no event that sets it. */
async function configure(kafka, topic, databaseUrl) {
  await kafka.send(
    topic('team.configured'),
    teams.map((team) => load.teamConfigured(team, 10_000)),
  );
  const agents = teams.flatMap((team) => team.agents.map((id, number) => ({ team, id, number })));
  await kafka.send(
    topic('agent.configured'),
    agents.map(({ team, id, number }) => load.agentConfigured(team, id, number)),
  );
  await kafka.send(
    topic('agent.presence'),
    agents.map(({ team, id }) => load.agentConnected(team, id)),
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (;;) {
    await client.query(`UPDATE routing.agent SET availability = 'available' WHERE availability <> 'available'`);
    const { rows } = await client.query('SELECT count(*)::int AS ready FROM routing.agent WHERE eligible');
    if (rows[0].ready === agents.length) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await client.end();
}

async function wholePath(kafka, brokers, requests) {
  const { namespace, topic } = isolate('path');
  const database = await createTestDatabase(routingDatabase);
  await ensureTopics({ brokers: [brokers], clientId: 'bench', namespace });
  const beats = setInterval(() => void kafka.send(topic('presence.beat'), [load.beat('bench')]), 5000);
  await kafka.send(topic('presence.beat'), [load.beat('bench')]);
  const env = {
    DATABASE_URL: database.url,
    KAFKA_BROKERS: brokers,
    KAFKA_NAMESPACE: namespace,
    LOG_LEVEL: 'warn',
    PORT: '0',
    JWKS_URLS: 'http://127.0.0.1:9/api/v1/settings/jwks.json',
  };
  const routing = () => start(['apps/routing/dist/main.js'], env);
  const stopConfiguring = routing();
  await configure(kafka, topic, database.url);
  await stopConfiguring();
  // As for the loop, everything is there before the measured process starts.
  await kafka.send(topic('chat.requested'), requests);
  const stop = routing();
  const bar = progressBar('whole path', chats);
  const rate = await kafka.outputRate([topic('chat.assigned'), topic('chat.queued')], chats, bar.update);
  const refused = await kafka.count(topic(deadLetterTopic('chat.requested')));
  if (refused > 0) throw new Error(`${refused} requests became dead letters: the measurement is void`);
  clearInterval(beats);
  await stop();
  await database.drop();
  return rate;
}

function report(loop, path) {
  const ratio = path / loop;
  const machine = {
    cpu: os.cpus()[0].model,
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
  };
  const figures = [
    { name: 'bare kafkajs loop', value: Math.round(loop), unit: 'messages/s' },
    { name: 'whole path Kafka -> routing -> Kafka', value: Math.round(path), unit: 'chats/s' },
  ];
  const ratios = [
    { name: 'whole path / bare loop', value: Number(ratio.toFixed(3)), target: 0.35, met: ratio >= 0.35 },
  ];
  console.table(figures);
  console.table(ratios);
  console.log(
    `${machine.cores} cores, ${machine.cpu}, ${machine.memoryGiB} GiB, Node ${machine.node}; ${chats} chats, ${teams.length} teams of ${teams[0].agents.length} agents`,
  );
  if (options.json) writeFileSync(options.json, JSON.stringify({ machine, ratios, figures }, null, 2) + '\n');
}

Logger.overrideLogger(['warn', 'error', 'fatal']);
const infrastructure = await startInfrastructure();
try {
  const brokers = infrastructure.kafkaBrokers;
  if (!brokers) throw new Error('no Kafka could be had: set KAFKA_BROKERS, or install Docker, or Java and Maven');
  process.env.DATABASE_URL = infrastructure.databaseUrl;
  const kafka = await connect(brokers);
  const requests = Array.from({ length: chats }, (_, i) => load.chatRequested(teams[i % teams.length], i));
  const loop = await bareLoop(kafka, brokers, requests);
  report(loop, await wholePath(kafka, brokers, requests));
  await kafka.close();
} finally {
  await infrastructure.stop();
}
