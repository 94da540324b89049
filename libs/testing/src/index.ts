export { databaseUrl, describeWithKafka, kafkaBrokers } from './addresses';
export { eventually, type EventuallyOptions } from './eventually';
export { freePort } from './free-port';
export { InfrastructureError } from './infrastructure/service';
export { shortLivedKafka, singleKafka } from './infrastructure/settings';
export {
  type Infrastructure,
  type InfrastructureOptions,
  startInfrastructure,
} from './infrastructure/start-infrastructure';
export { type Collector, KafkaTestClient, type SeenRecord } from './kafka-client';
export { testNamespace } from './namespace';
export { type Exit, type SpawnedProcess, spawnProcess } from './spawned-process';
export { StreamClient } from './stream-client';
export { createTestDatabase, type TestDatabase } from './test-database';
