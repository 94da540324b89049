/** Why the local Kafka does not run: one line for the person at the terminal. */
export class KafkaError extends Error {
  name = 'KafkaError';
}
