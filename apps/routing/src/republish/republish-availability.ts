import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import { availabilityEvent } from '../engine/announce';
import { instant } from '../engine/instant';
import { UNATTENDED } from '../engine/work';

const PAGE = 500;

/** The next agents. Version 0: never set by anybody, so there is nothing to announce. */
const NEXT = `
  FROM agent WHERE availability_version > 0 AND (team_id, id) > ($1::uuid, $2::uuid)`;

/** Like the engine: the teams and no other rows, ascending, in a statement of its own. Shared: nothing is changed. */
const LOCK_TEAMS = `
  SELECT id FROM team WHERE id IN (SELECT team_id ${NEXT} ORDER BY team_id, id LIMIT ${PAGE}) ORDER BY id FOR SHARE`;

const READ_PAGE = `
  SELECT id AS "agentId", team_id AS "teamId", availability, ${instant('availability_since')} AS since,
         availability_version::float8 AS version
  ${NEXT} AND team_id = ANY ($3::uuid[]) ORDER BY team_id, id LIMIT ${PAGE}`;

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Announces every agent's current availability again (contracts.md: compaction keeps the last record of a key). */
@Injectable()
export class RepublishAvailability {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /** Pages of 500, a transaction each; stops between two when `signal` says so. Returns how many it announced. */
  async execute(signal?: AbortSignal): Promise<number> {
    let count = 0;
    let after = { teamId: FIRST, agentId: FIRST };
    while (!signal?.aborted) {
      const from = after;
      const page = await this.transactions.runWithRetry((tx) => this.announcePage(tx, from), UNATTENDED);
      const last = page.at(-1);
      if (!last) break;
      count += page.length;
      after = last;
    }
    return count;
  }

  /** The teams are locked until the events are in the outbox: a newer version can only come behind them. */
  private async announcePage(tx: EntityManager, { teamId, agentId }: { teamId: string; agentId: string }) {
    const teams = await tx.query<{ id: string }[]>(LOCK_TEAMS, [teamId, agentId]);
    const locked = teams.map(({ id }) => id);
    const page = await tx.query<EventData<'agent.availability'>[]>(READ_PAGE, [teamId, agentId, locked]);
    await this.outbox.add(
      tx,
      page.map((agent) => availabilityEvent(agent, {})),
    );
    return page;
  }
}
