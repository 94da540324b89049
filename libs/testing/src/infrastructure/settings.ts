// What the servers of tests are told. Those of a test run are disposable: they die with it, and a server that is killed on
// purpose is never one of them, so nothing need wait for a disk. Measurements take them as an operator would.

export const postgresSettings = (disposable: boolean): Record<string, string> => ({
  max_connections: '500',
  ...(disposable && { fsync: 'off', full_page_writes: 'off' }),
});

/** The environment of a broker in a container. */
export const kafkaSettings = (disposable: boolean): Record<string, string> => ({
  ...singleKafka,
  ...(disposable && { ...shortLivedKafka, KAFKA_LOG_DIRS: '/dev/shm/kafka' }),
});

export const singleKafka = {
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
};

export const shortLivedKafka = {
  KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '8',
  // Each partition sets aside two of them, of 10 MB unless told otherwise.
  KAFKA_LOG_INDEX_SIZE_MAX_BYTES: '65536',
  // A life of minutes does not earn back what optimizing takes from the cores of the tests.
  KAFKA_JVM_PERFORMANCE_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
};
