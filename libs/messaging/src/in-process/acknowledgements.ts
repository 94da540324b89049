import type { ConsumerName, ServiceName } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import type { ServiceLink } from '../broker';
import type { ReceivedRecord } from '../received';

const ADD = `
  INSERT INTO inbox (consumer, source, event_id) SELECT $1, $2, unnest($3::text[]) ON CONFLICT DO NOTHING`;

const FIND = `
  SELECT event_id FROM inbox WHERE consumer = $1 AND source = $2 AND ($3::text[] IS NULL OR event_id = ANY ($3::text[]))`;

const REMOVE = 'DELETE FROM inbox WHERE consumer = $1 AND source = $2 AND event_id = ANY ($3::text[])';

/**
 * Which rows of one service's outbox one consumer has: inbox rows in the consumer's own schema, written in the
 * transaction of the effect. They live as long as the outbox row.
 */
export class Acknowledgements {
  private readonly source: string;

  constructor(
    from: ServiceName,
    private readonly consumer: ConsumerName,
    private readonly link: ServiceLink,
  ) {
    this.source = `outbox:${from}`;
  }

  async add(tx: EntityManager, records: readonly ReceivedRecord[]): Promise<void> {
    await tx.query(ADD, [this.consumer, this.source, records.map(({ offset }) => offset)]);
  }

  /** Of the given outbox rows, or of all, those that the consumer has. */
  async find(ids: readonly string[] | null): Promise<Set<string>> {
    if (ids?.length === 0) return new Set();
    const rows: { event_id: string }[] = await this.link.dataSource.query(FIND, [this.consumer, this.source, ids]);
    return new Set(rows.map((row) => row.event_id));
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.link.dataSource.query(REMOVE, [this.consumer, this.source, ids]);
  }
}
