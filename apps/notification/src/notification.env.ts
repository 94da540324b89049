import type { KafkaBrokerOptions } from '@switchboard/messaging';
import { baseEnvironment } from '@switchboard/runtime';
import type { z } from 'zod';

/** The environment of the service as a process of its own; `.env.example` explains each variable. */
export const notificationEnvironment = baseEnvironment.extend({ PORT: baseEnvironment.shape.PORT.default(3004) });

/** How the process reaches Kafka. */
export function kafkaOptions(env: z.output<typeof notificationEnvironment>): KafkaBrokerOptions {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = env;
  return {
    brokers: env.KAFKA_BROKERS,
    clientId: 'switchboard-notification',
    namespace: env.KAFKA_NAMESPACE,
    tls: env.KAFKA_TLS,
    replicationFactor: env.KAFKA_REPLICATION_FACTOR,
    ...(mechanism && { sasl: { mechanism, username: username ?? '', password: password ?? '' } }),
  };
}
