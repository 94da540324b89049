import { consumerNames, consumers, deadLetterSettings, topics } from '@switchboard/contracts';
import type { ConsumerName } from '@switchboard/contracts';
import { type PruneStep, Pruning } from '@switchboard/persistence';
import type { ServiceLink } from './broker';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const PRUNE_INBOX = `
  DELETE FROM inbox WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM inbox
    WHERE consumer = $2 AND source NOT LIKE 'outbox:%' AND processed_at < now() - $3 * interval '1 ms' LIMIT $1))`;

const PRUNE_DEAD_LETTERS = `
  DELETE FROM dead_letter WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM dead_letter WHERE failed_at < now() - $2 * interval '1 ms' LIMIT $1))`;

/** Deletes inbox and dead-letter rows of one service by age, each hour. */
export class PruneMessages extends Pruning {
  constructor({ service, dataSource }: ServiceLink) {
    const step =
      (sql: string, ...parameters: unknown[]): PruneStep =>
      async (limit) => {
        // TypeORM answers a DELETE with [rows, count].
        const [, count]: [unknown[], number] = await dataSource.query(sql, [limit, ...parameters]);
        return count;
      };
    const own = consumerNames.filter((name) => consumers[name].service === service && consumers[name].inbox);
    super(HOUR_MS, [
      step(PRUNE_DEAD_LETTERS, deadLetterSettings.retentionMs + DAY_MS),
      ...own.map((name) => step(PRUNE_INBOX, name, inboxRetentionMs(name))),
    ]);
  }
}

/** A day more than the longest time for which a topic of the consumer keeps its events; compacted ones have versions. */
export function inboxRetentionMs(name: ConsumerName): number {
  return Math.max(...consumers[name].topics.map((topic) => topics[topic].retentionMs)) + DAY_MS;
}
