import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { ensureTopics, kafkaOptions } from '@switchboard/messaging';
import { AppLogger, baseEnvironment, bootFailed, readEnvironment } from '@switchboard/runtime';
import { migrateAll } from './migrate-all';

const environment = baseEnvironment.pick({ DATABASE_URL: true }).extend({
  // Without a broker only the schemas are migrated; the services create no topics, and say so when one is missing.
  KAFKA_BROKERS: baseEnvironment.shape.KAFKA_BROKERS.optional(),
});

/** `npm run migrate`: every schema of DATABASE_URL and every declared topic of KAFKA_BROKERS. */
async function main(): Promise<void> {
  Logger.overrideLogger(new AppLogger({ level: 'warn', name: 'migrate', forPeople: true }));
  const env = readEnvironment(environment);
  await migrateAll(env.DATABASE_URL, (line) => console.log(line));
  if (!env.KAFKA_BROKERS) return console.log('KAFKA_BROKERS is not set: topics were left alone');
  const created = await ensureTopics(kafkaOptions(readEnvironment(baseEnvironment.omit({ PORT: true })), 'migrate'));
  console.log(created.length === 0 ? 'Topics: all are there' : `Topics: created ${created.length}`);
}

main().catch(bootFailed);
