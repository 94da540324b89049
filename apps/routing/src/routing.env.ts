import type { KafkaBrokerOptions } from '@switchboard/messaging';
import { baseEnvironment } from '@switchboard/runtime';
import { z } from 'zod';

export const routingEnvironment = baseEnvironment.extend({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3003),
});

type Environment = z.output<typeof routingEnvironment>;

/** How this process reaches Kafka. */
export function kafkaOptions(env: Environment): KafkaBrokerOptions {
  return {
    brokers: env.KAFKA_BROKERS,
    clientId: 'switchboard-routing',
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
