import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { consumers, declaredTopics, deadLetterTopic, topicNames, topics } from '@switchboard/contracts';
import type { ConsumerName, ServiceName, TopicSettings } from '@switchboard/contracts';
import { type Admin, ConfigResourceTypes } from 'kafkajs';
import { createKafka } from './kafka.client';
import type { KafkaBrokerOptions } from './kafka.options';

const SERVED_WITHIN_MS = 60_000;

type Settings = Record<string, TopicSettings>;

/**
 * Creates the topics of contracts and their dead-letter topics that are missing; what exists is left as it is.
 * Returns the names it created, with the namespace. Rejects when the cluster cannot be reached.
 */
export async function ensureTopics(o: KafkaBrokerOptions): Promise<string[]> {
  const admin = createKafka(o).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = Object.entries(withNamespace(o, declaredTopics())).filter(([name]) => !existing.has(name));
    if (missing.length === 0) return [];
    const replicationFactor = o.replicationFactor ?? 1;
    await admin.createTopics({
      // kafkajs' own waiting gives up at the first "not here yet" of a busy broker; `served` does not.
      waitForLeaders: false,
      topics: missing.map(([topic, settings]) => ({
        topic,
        numPartitions: settings.partitions,
        replicationFactor,
        configEntries: Object.entries(configOf(settings)).map(([name, value]) => ({ name, value })),
      })),
    });
    const created = missing.map(([name]) => name);
    await served(admin, created);
    return created;
  } finally {
    await admin.disconnect();
  }
}

/**
 * At start of a service: throws one error that names every topic it produces or consumes that is missing or has
 * another cleanup policy. Other differences are a warning each: an operator may have had a reason.
 */
export async function assertTopics(
  admin: Admin,
  o: KafkaBrokerOptions,
  services: Iterable<ServiceName>,
): Promise<void> {
  const expected = withNamespace(o, topicsOf(new Set(services)));
  const names = Object.keys(expected);
  if (names.length === 0) return;
  const existing = new Set(await admin.listTopics());
  const faults = names.filter((name) => !existing.has(name)).map((name) => `${name} is missing`);
  const found = await describe(
    admin,
    names.filter((name) => existing.has(name)),
  );
  const logger = new Logger('Kafka');
  for (const [name, config] of found) {
    for (const [key, value] of Object.entries(configOf(expected[name] as TopicSettings))) {
      const actual = config.get(key);
      if (actual === value) continue;
      if (key === 'cleanup.policy') faults.push(`${name} has cleanup.policy ${actual}, not ${value}`);
      else logger.warn(`Topic ${name} has ${key} ${actual}, declared is ${value}`);
    }
  }
  if (faults.length > 0)
    throw new Error(`Kafka topics: ${faults.join('; ')}. \`npm run migrate\` creates missing ones.`);
}

/** A created topic has leaders in the metadata before they answer; whoever comes in between is refused for a while. */
async function served(admin: Admin, names: readonly string[]): Promise<void> {
  const until = Date.now() + SERVED_WITHIN_MS;
  for (const name of names) {
    for (let done = false; !done;) {
      try {
        await admin.fetchTopicOffsets(name);
        done = true;
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(200);
      }
    }
  }
}

async function describe(admin: Admin, names: string[]): Promise<Map<string, Map<string, string>>> {
  if (names.length === 0) return new Map();
  const resources = names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name }));
  const answer = await admin.describeConfigs({ resources, includeSynonyms: false });
  return new Map(
    answer.resources.map((r) => [r.resourceName, new Map(r.configEntries.map((e) => [e.configName, e.configValue]))]),
  );
}

function configOf(settings: TopicSettings): Record<string, string> {
  return {
    'cleanup.policy': settings.cleanup,
    'retention.ms': String(settings.retentionMs),
    ...(settings.maxMessageBytes === undefined ? {} : { 'max.message.bytes': String(settings.maxMessageBytes) }),
  };
}

function withNamespace(o: KafkaBrokerOptions, settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [(o.namespace ?? '') + name, value]));
}

/** Topics that the services produce or consume, and the dead-letter topics of the consumed ones. */
function topicsOf(services: ReadonlySet<ServiceName>): Settings {
  const consumed = (Object.keys(consumers) as ConsumerName[])
    .filter((name) => services.has(consumers[name].service))
    .flatMap((name) => [...consumers[name].topics]);
  const produced = topicNames.filter((name) => services.has(topics[name].producer));
  const names = new Set<string>([...produced, ...consumed, ...consumed.map(deadLetterTopic)]);
  return Object.fromEntries(Object.entries<TopicSettings>(declaredTopics()).filter(([name]) => names.has(name)));
}
