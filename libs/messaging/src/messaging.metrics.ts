import type { ConsumerName, ServiceName } from '@switchboard/contracts';
import { metrics } from '@switchboard/runtime';

const messages = metrics.counter({
  name: 'switchboard_consumer_messages_total',
  help: 'Messages whose transaction has committed, dead letters included',
  labelNames: ['consumer'],
});
const deadLetters = metrics.counter({
  name: 'switchboard_consumer_dead_letters_total',
  help: 'Messages that became dead letters',
  labelNames: ['consumer'],
});
const failures = metrics.counter({
  name: 'switchboard_consumer_failures_total',
  help: 'Transient failures after which a partition, or a key in standalone, was paused',
  labelNames: ['consumer'],
});
const lag = metrics.gauge({
  name: 'switchboard_consumer_lag_messages',
  help: 'Messages behind the end of the partition, seen at its last batch',
  labelNames: ['consumer', 'topic', 'partition'],
});
const relayed = metrics.counter({
  name: 'switchboard_outbox_relayed_total',
  help: 'Outbox rows that were published and deleted',
  labelNames: ['service'],
});
const relayFailures = metrics.counter({
  name: 'switchboard_outbox_relay_failures_total',
  help: 'Attempts to publish that failed and are repeated',
  labelNames: ['service'],
});
const setAside = metrics.gauge({
  name: 'switchboard_outbox_set_aside_rows',
  help: 'Outbox rows that the broker refused for good; anything but 0 needs a person',
  labelNames: ['service'],
});

export const countMessages = (consumer: ConsumerName, count: number): void => messages.inc({ consumer }, count);
export const countDeadLetters = (consumer: ConsumerName, count: number): void => deadLetters.inc({ consumer }, count);
export const countFailure = (consumer: ConsumerName): void => failures.inc({ consumer });
export const showLag = (consumer: ConsumerName, topic: string, partition: number, behind: number): void =>
  lag.set({ consumer, topic, partition: String(partition) }, behind);
export const countRelayed = (service: ServiceName, rows: number): void => relayed.inc({ service }, rows);
export const countRelayFailure = (service: ServiceName): void => relayFailures.inc({ service });
export const showSetAside = (service: ServiceName, rows: number): void => setAside.set({ service }, rows);
