import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { availabilityEvent } from '../engine/announce';
import { instant } from '../engine/instant';

const PAGE = 500;

/** Version 0: never set by anybody, so there is nothing to announce. */
const READ_PAGE = `
  SELECT id AS "agentId", team_id AS "teamId", availability, ${instant('availability_since')} AS since,
         availability_version::float8 AS version
  FROM agent WHERE availability_version > 0 AND (team_id, id) > ($1::uuid, $2::uuid)
  ORDER BY team_id, id LIMIT ${PAGE} FOR SHARE`;

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Announces every agent's current availability again (contracts.md: compaction keeps the last record of a key). */
@Injectable()
export class RepublishAvailability {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Pages of 500, a transaction each; stops between two when `signal` says so. Returns how many it announced. The rows are
   * share-locked until their events are in the outbox: a newer version can only come behind them.
   */
  async execute(signal?: AbortSignal): Promise<number> {
    let count = 0;
    let after: { teamId: string; agentId: string } = { teamId: FIRST, agentId: FIRST };
    while (!signal?.aborted) {
      const from = after;
      const page = await this.transactions.runWithRetry(async (tx) => {
        const rows = await tx.query<EventData<'agent.availability'>[]>(READ_PAGE, [from.teamId, from.agentId]);
        const events = rows.map((row) => availabilityEvent(row, {}));
        await this.outbox.add(tx, events);
        return rows;
      });
      count += page.length;
      after = page.at(-1) ?? after;
      if (page.length < PAGE) break;
    }
    return count;
  }
}
