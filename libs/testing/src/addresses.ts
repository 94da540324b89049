/**
 * The PostgreSQL server that tests may use; each test makes its own database in it (`createTestDatabase`).
 * @throws Error when a spec runs outside of `npm test` and the Nx targets, which set it.
 */
export function databaseUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (url) return url;
  throw new Error('DATABASE_URL is not set: run this spec by npm test or its Nx target, or set it.');
}

/** The brokers, for code inside `describeWithKafka`. */
export function kafkaBrokers(): string[] {
  const brokers = process.env['KAFKA_BROKERS'];
  if (brokers) return brokers.split(',').map((broker) => broker.trim());
  throw new Error('KAFKA_BROKERS is not set: wrap this suite in describeWithKafka.');
}

/** `describe` for suites that need a real Kafka: where there is none they are reported as skipped, with the reason. */
export function describeWithKafka(name: string, suite: () => void): void {
  if (process.env['KAFKA_BROKERS']) {
    describe(name, suite);
  } else {
    describe.skip(`${name} (skipped: ${process.env['KAFKA_MISSING'] ?? 'KAFKA_BROKERS is not set'})`, suite);
  }
}
