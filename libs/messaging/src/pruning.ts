import { Logger } from '@nestjs/common';
import { consumerNames, consumers, deadLetterSettings, topics } from '@switchboard/contracts';
import type { ConsumerName } from '@switchboard/contracts';
import type { ServiceLink } from './broker';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BATCH = 5_000;

const PRUNE_INBOX = `
  DELETE FROM inbox WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM inbox
    WHERE consumer = $1 AND source NOT LIKE 'outbox:%' AND processed_at < now() - $2 * interval '1 ms' LIMIT ${BATCH}))`;

const PRUNE_DEAD_LETTERS = `
  DELETE FROM dead_letter WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM dead_letter WHERE failed_at < now() - $1 * interval '1 ms' LIMIT ${BATCH}))`;

/** Deletes inbox and dead-letter rows by age, each hour. */
export class Pruning {
  private readonly logger = new Logger('Pruning');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly link: ServiceLink) {}

  start(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.logger.warn(`Pruning ${this.link.service} failed: ${String(error)}`));
    }, HOUR_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Deletes what is too old now; returns the number of rows. */
  async run(): Promise<number> {
    const own = consumerNames.filter((name) => consumers[name].service === this.link.service && consumers[name].inbox);
    let rows = await this.repeat(PRUNE_DEAD_LETTERS, [deadLetterSettings.retentionMs + DAY_MS]);
    for (const name of own) rows += await this.repeat(PRUNE_INBOX, [name, inboxRetentionMs(name)]);
    return rows;
  }

  private async repeat(sql: string, parameters: unknown[]): Promise<number> {
    for (let total = 0; ;) {
      // TypeORM answers a DELETE with [rows, count].
      const [, count]: [unknown[], number] = await this.link.dataSource.query(sql, parameters);
      total += count;
      if (count < BATCH) return total;
    }
  }
}

/** A day more than the longest time for which a topic of the consumer keeps its events; compacted ones have versions. */
export function inboxRetentionMs(name: ConsumerName): number {
  return Math.max(...consumers[name].topics.map((topic) => topics[topic].retentionMs)) + DAY_MS;
}
