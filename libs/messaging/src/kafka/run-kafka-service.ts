import type { DynamicModule } from '@nestjs/common';
import { type ServiceName, uuidv7 } from '@switchboard/contracts';
import {
  type BaseEnvironment,
  baseEnvironment,
  bootFailed,
  createApp,
  readEnvironment,
  runApp,
  type ServiceOptions,
  TokenVerifier,
} from '@switchboard/runtime';
import type { Broker } from '../broker';
import { ConsumerStrategy } from '../consumer.strategy';
import { KafkaBroker } from './kafka.broker';
import type { KafkaBrokerOptions } from './kafka.options';

export interface KafkaService {
  service: ServiceName;
  /** Where it listens unless PORT says otherwise. */
  port: number;
  /** The service's module for these options. */
  register: (o: ServiceOptions<Broker>) => DynamicModule;
}

/** How a process reaches Kafka by its environment; `clientId` is its name in the broker's logs. */
export function kafkaOptions(env: Omit<BaseEnvironment, 'PORT'>, clientId: string): KafkaBrokerOptions {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = env;
  return {
    brokers: env.KAFKA_BROKERS,
    clientId: `switchboard-${clientId}`,
    namespace: env.KAFKA_NAMESPACE,
    tls: env.KAFKA_TLS,
    replicationFactor: env.KAFKA_REPLICATION_FACTOR,
    ...(mechanism && { sasl: { mechanism, username: username ?? '', password: password ?? '' } }),
  };
}

/** A service as a process of its own on Kafka: its whole `main`. Ends the process with one line if it cannot start. */
export function runKafkaService(o: KafkaService): void {
  run(o).catch(bootFailed);
}

async function run({ service, port, register }: KafkaService): Promise<void> {
  const env = readEnvironment(baseEnvironment.extend({ PORT: baseEnvironment.shape.PORT.default(port) }));
  const broker = new KafkaBroker(kafkaOptions(env, service));
  const module = register({ databaseUrl: env.DATABASE_URL, broker, instanceId: uuidv7() });
  const verifier = new TokenVerifier({ jwksUrls: env.JWKS_URLS });
  const app = await createApp(module, { name: service, verifier, logLevel: env.LOG_LEVEL, services: [service] });
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await runApp(app, { port: env.PORT, host: env.HOST });
}
