import type { KafkaBrokerOptions } from '@switchboard/messaging';
import { baseEnvironment } from '@switchboard/runtime';
import { z } from 'zod';

/** The environment of the settings service. */
export const settingsEnvironment = baseEnvironment.extend({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
});

/** What the commands need that work on the database alone. */
export const databaseEnvironment = baseEnvironment.pick({ DATABASE_URL: true });

/** What the commands need that ask a running service. */
export const operatorEnvironment = z.object({
  PUBLIC_URL: baseEnvironment.shape.PUBLIC_URL.default('http://127.0.0.1:3000'),
  SWITCHBOARD_OPERATOR_EMAIL: z.string(),
  SWITCHBOARD_OPERATOR_PASSWORD: z.string(),
});

type Environment = z.output<typeof settingsEnvironment>;

/** How this process reaches Kafka. */
export function kafkaOptions(env: Environment): KafkaBrokerOptions {
  return {
    brokers: env.KAFKA_BROKERS,
    clientId: 'switchboard-settings',
    namespace: env.KAFKA_NAMESPACE,
    tls: env.KAFKA_TLS,
    replicationFactor: env.KAFKA_REPLICATION_FACTOR,
    ...sasl(env),
  };
}

function sasl(env: Environment): Pick<KafkaBrokerOptions, 'sasl'> {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = env;
  return mechanism ? { sasl: { mechanism, username: username ?? '', password: password ?? '' } } : {};
}
