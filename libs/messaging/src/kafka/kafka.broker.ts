import { Logger } from '@nestjs/common';
import { consumers } from '@switchboard/contracts';
import type { ConsumerName, ServiceName } from '@switchboard/contracts';
import type { Kafka, Producer } from 'kafkajs';
import { BrokerBase } from '../broker.base';
import type { ServiceLink } from '../broker';
import { Relay } from '../outbox/relay';
import { createKafka } from './kafka.client';
import { KafkaConsumer } from './kafka.consumer';
import type { KafkaBrokerOptions } from './kafka.options';
import { KafkaPositions } from './kafka.positions';
import { KafkaSender } from './kafka.sender';
import { assertTopics } from './kafka.topics';
import { rememberingPartitioner } from './partitioner';

const DEFAULT_CONCURRENCY = 3;
/** So long a process that has failed for good may take for its orderly end. */
const EXIT_AFTER_MS = 10_000;

/**
 * Apache Kafka behind the port.
 *
 * The producer is a plain one with acks=all, not kafkajs' idempotent one: the relay never has two batches of a key in
 * flight, which keeps the order, and repeats are allowed. The idempotent producer needs maxInFlightRequests 1 (#598),
 * which would send the shards one after the other, and does not recover from a lost sequence (#980).
 */
export class KafkaBroker extends BrokerBase {
  readonly kind = 'kafka';
  private readonly logger = new Logger('Kafka');
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private producing = false;
  private readonly relays = new Map<ServiceName, Relay>();
  private readonly running = new Map<ServiceName, KafkaConsumer[]>();
  private positions: KafkaPositions | undefined;

  constructor(private readonly options: KafkaBrokerOptions) {
    super();
    this.kafka = createKafka(options);
    this.producer = this.kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: rememberingPartitioner,
    });
    this.producer.on('producer.connect', () => (this.producing = true));
    this.producer.on('producer.disconnect', () => (this.producing = false));
  }

  assertReady(service: ServiceName): void {
    if (!this.producing) throw new Error('the Kafka producer is not connected');
    const relay = this.relays.get(service);
    if (relay === undefined) throw new Error(`the messaging of ${service} has not started`);
    relay.assertRunning();
    for (const consumer of this.running.get(service) ?? []) consumer.assertJoined();
  }

  async hasReadAll(consumer: ConsumerName): Promise<boolean> {
    return (await this.positions?.hasReadAll(consumer)) ?? false;
  }

  protected async open(): Promise<void> {
    await this.checkTopics();
    await this.producer.connect();
    this.positions = await KafkaPositions.open(this.kafka, this.options.namespace ?? '');
    const sender = new KafkaSender(this.producer, this.options.namespace ?? '');
    for (const link of this.links.values()) {
      const relay = new Relay(link, (rows) => sender.send(rows));
      this.relays.set(link.service, relay);
      await relay.start();
      this.running.set(link.service, this.consumersOf(link));
    }
    await Promise.all([...this.running.values()].flat().map((consumer) => consumer.start()));
  }

  /** Consumers first: what their last chunk added to the outbox can still be published. */
  protected async close(): Promise<void> {
    await Promise.all([...this.running.values()].flat().map((consumer) => consumer.stop()));
    await Promise.all([...this.relays.values()].map((relay) => relay.stop()));
    await this.positions?.close();
    await this.producer.disconnect();
  }

  private async checkTopics(): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await assertTopics(admin, this.options, this.links.keys());
    } finally {
      await admin.disconnect();
    }
  }

  private consumersOf(link: ServiceLink): KafkaConsumer[] {
    const own = [...this.handlers].filter(([name]) => consumers[name].service === link.service);
    return own.map(
      ([name, handler]) =>
        new KafkaConsumer({
          kafka: this.kafka,
          name,
          link,
          handler,
          namespace: this.options.namespace ?? '',
          concurrency: this.options.concurrency ?? DEFAULT_CONCURRENCY,
          onFatal: (error) => this.fatal(error),
        }),
    );
  }

  private fatal(error: Error): void {
    this.fail(error);
    this.logger.fatal(error.message);
    if (this.options.onFatal) return this.options.onFatal(error);
    // Whoever heard of it by `onFailure` ends the process in order; this is for the case that nobody does.
    process.exitCode = 1;
    setTimeout(() => process.exit(1), EXIT_AFTER_MS).unref();
  }
}
