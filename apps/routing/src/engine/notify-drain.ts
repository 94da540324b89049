import { rowsOf } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import type { TeamOutcome } from './work';

/** Payload: the team's id. Names of channels are shared by the whole database. */
export const DRAIN_CHANNEL = 'switchboard_routing_drain';

/** Tells the other instances, on commit, of teams that became due: they drain should this one die right then. */
export async function notifyDrain(tx: EntityManager, outcomes: readonly TeamOutcome[]): Promise<void> {
  const ids = outcomes
    .filter(({ load, decided }) => decided.team.drainDue && !load.team.drainDue)
    .map(({ load }) => load.team.id);
  if (ids.length === 0) return;
  await tx.query(`SELECT pg_notify('${DRAIN_CHANNEL}', id) FROM ${rowsOf(1, 'text')} AS id`, [ids]);
}
