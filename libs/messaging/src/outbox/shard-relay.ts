import { Logger } from '@nestjs/common';
import type { ServiceName } from '@switchboard/contracts';
import { countRelayed, countRelayFailure } from '../messaging.metrics';
import { Signal } from '../signal';
import type { OutboxRow, SendRows } from './outbox-row';
import type { RelaySession } from './relay-session';

/** What is not announced by NOTIFY (it was sent while nobody listened) is found by looking, this often. */
export const SAFETY_SCAN_MS = 1_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Publishes one shard whose lock the session holds: read a page in id order, send, delete by ids, and read the next
 * page while sending. A failing send repeats the same rows, so a key's order is never broken.
 */
export class ShardRelay {
  private readonly logger = new Logger('Outbox');
  readonly wake = new Signal();
  private pause = 0;

  constructor(
    private readonly service: ServiceName,
    private readonly shard: number,
    private readonly session: RelaySession,
    private readonly send: SendRows,
    private readonly stopped: () => boolean,
  ) {}

  /** Runs until stopped; rejects when the session's connection is lost. */
  async run(): Promise<void> {
    let rows = await this.session.page(this.shard, []);
    while (!this.stopped()) {
      if (rows.length === 0) {
        await this.wake.wait(SAFETY_SCAN_MS);
        if (!this.stopped()) rows = await this.session.page(this.shard, []);
      } else {
        rows = await this.publish(rows);
      }
    }
  }

  /** Publishes the rows and returns the next page. */
  private async publish(rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
    const ids = rows.map(({ id }) => id);
    const next = this.session.page(this.shard, ids);
    const [sent] = await Promise.allSettled([this.send(rows), next]);
    if (sent.status === 'rejected') {
      await this.backOff(sent.reason);
      return this.session.page(this.shard, []);
    }
    this.pause = 0;
    for (const row of sent.value) {
      this.logger.error(
        `${this.service}: row ${row.id} of ${row.topic} is set aside, the broker refuses it: ${row.reason}`,
      );
      await this.session.setAside(row);
    }
    const refused = new Set(sent.value.map(({ id }) => id));
    // Not awaited: the session does it before anything that is asked of it later, and its failure fails those too.
    const published = refused.size === 0 ? rows : rows.filter(({ id }) => !refused.has(id));
    this.session.remove(published).then(
      () => countRelayed(this.service, published.length),
      (error: unknown) => this.logger.warn(`${this.service}: rows will be sent again: ${reasonOf(error)}`),
    );
    return await next;
  }

  private async backOff(error: unknown): Promise<void> {
    countRelayFailure(this.service);
    this.pause = Math.min(Math.max(this.pause * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    this.logger.warn(`${this.service}: publishing failed, again in ${this.pause} ms: ${reasonOf(error)}`);
    await this.wake.sleep(this.pause);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
