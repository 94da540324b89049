// The real routing service in this process, driven through the broker port: what Kafka's adapter would do with a chunk of
// messages, without Kafka. No relay runs, so the outbox keeps its rows.
import { createRequire } from 'node:module';
import { ConsumerStrategy } from '@switchboard/messaging';
import { RoutingModule } from '@switchboard/routing';
import { createApp, TokenVerifier } from '@switchboard/runtime';
import { median } from './contest.mjs';
import { keepBusy } from './keep-busy.mjs';
import { beat } from './workload.mjs';

createRequire(import.meta.url)('reflect-metadata');

/** A broker whose messages come from the caller. */
class HandBroker {
  kind = 'kafka';
  links = new Map();
  handlers = new Map();
  attach = (link) => void this.links.set(link.service, link);
  start = async (handlers) => void (this.handlers = handlers);
  stop = async () => {};
  assertReady = () => {};
  assertLive = () => {};
  hasReadAll = async () => true;
  onFailure = () => {};

  /** One chunk: one transaction, then what the handler wanted done after the commit. */
  async deliver(consumer, events) {
    const afterCommit = [];
    const messages = events.map((event) => ({ topic: event.type.slice(0, -3), event }));
    const refuse = (_, code, detail) => {
      throw new Error(`the measurement is void, a message was refused: ${code} ${detail}`);
    };
    const work = (tx) =>
      this.handlers.get(consumer)({ messages, tx, refuse, afterCommit: (fn) => afterCommit.push(fn) });
    // As messaging's ChunkRunner does.
    await this.links.get('routing').transactions.run(work, { lockTimeoutMs: 2_000 });
    for (const fn of afterCommit) fn();
  }
}

/** Starts routing on a migrated database. `deliver` resolves once the chunk has committed. */
export async function startEngine(databaseUrl) {
  const broker = new HandBroker();
  const module = RoutingModule.register({
    databaseUrl,
    broker,
    instanceId: 'bench',
  });
  const verifier = new TokenVerifier({ jwksUrls: ['http://127.0.0.1:9/api/v1/settings/jwks.json'] });
  const app = await createApp(module, { name: 'routing', verifier, logLevel: 'error', services: ['routing'] });
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await app.init();
  await app.startAllMicroservices();
  await broker.deliver('routing.presence', [beat()]);
  const beats = setInterval(() => void broker.deliver('routing.presence', [beat()]).catch(console.error), 5_000);
  return {
    deliver: (consumer, events) => broker.deliver(consumer, events),
    async close() {
      clearInterval(beats);
      await app.close();
    },
  };
}

/** As many messages as one transaction takes (`CHUNK_SIZE` of messaging). */
export const CHUNK = 500;

/** Works on a started engine and closes it. */
export async function withEngine(databaseUrl, work) {
  const engine = await startEngine(databaseUrl);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/**
 * Chats a second of the engine with full chunks. Making the requests is in the time, as it is for the competitors.
 * @param {ReturnType<import('./workload.mjs').requestSource>[]} partitions the chunks of one follow each other, the
 *   partitions go on beside each other, each on a connection of its own
 * @param {number} seconds to spend in the engine
 * @returns {Promise<{rate: number, chats: number}>} all chats that it was given
 */
export async function engineRate(engine, partitions, seconds) {
  const chunk = (source) => engine.deliver('routing.requests', source.take(CHUNK));
  for (let i = 0; i < WARM_UP_CHUNKS; i++) await Promise.all(partitions.map(chunk));
  const { rate, done } = await keepBusy(partitions, seconds, chunk);
  return { rate: rate * CHUNK, chats: (WARM_UP_CHUNKS * partitions.length + done) * CHUNK };
}

/** Each heat has a new database, pool and caches: these chunks fill them. */
const WARM_UP_CHUNKS = 5;

/**
 * Engines chunk by chunk in turn, so that the machine is the same to all, whatever else it does meanwhile.
 * @param {{engine: object, source: object}[]} contestants
 * @param {number} seconds to spend in each, more or less
 * @returns {Promise<{rates: number[], chats: number}>} of each, from its median chunk; how many chats each was given
 */
export async function ratesInTurn(contestants, seconds) {
  const times = contestants.map(() => []);
  let chunks = 0;
  for (const until = performance.now() + contestants.length * seconds * 1000; performance.now() < until; chunks++) {
    for (const [i, { engine, source }] of contestants.entries()) {
      const events = source.take(CHUNK);
      const began = performance.now();
      await engine.deliver('routing.requests', events);
      if (chunks >= WARM_UP_CHUNKS) times[i].push(performance.now() - began);
    }
  }
  return { rates: times.map((each) => (CHUNK * 1000) / median(each)), chats: chunks * CHUNK };
}
