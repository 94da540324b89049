import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

/** The channel on which a commit tells all instances that an account or team changed; the payload is its id. */
export const accountChannel = 'switchboard_notification_account';

/** What the stream has to know of an account; unknown accounts (not configured here yet) are judged by their token. */
export interface KnownAccount {
  readonly agentId: string;
  readonly teamId: string;
  readonly roles: string[];
  /** False also when the account or its team was removed. */
  readonly active: boolean;
}

/** The newest of several states of the same id; the others need not be written. */
function newestOf<T extends { id: string; version: number }>(states: readonly T[]): T[] {
  const newest = new Map<string, T>();
  for (const state of states) {
    const known = newest.get(state.id);
    if (!known || known.version < state.version) newest.set(state.id, state);
  }
  // Ascending, so that two transactions lock in the same order.
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Teams and accounts as settings announced them; equal and lower versions change nothing. */
@Injectable()
export class AccountRepository {
  async saveTeams(tx: EntityManager, states: readonly EventData<'team.configured'>[]): Promise<void> {
    const teams = newestOf(states);
    await tx.query(
      `WITH saved AS (
         INSERT INTO team (team_id, name, removed, version)
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::bigint[])
         ON CONFLICT (team_id) DO UPDATE
         SET name = excluded.name, removed = excluded.removed, version = excluded.version
         WHERE team.version < excluded.version
         RETURNING team_id
       )
       SELECT pg_notify($5, team_id::text) FROM saved`,
      [teams.map((t) => t.id), teams.map((t) => t.name), teams.map((t) => t.removed), versions(teams), accountChannel],
    );
  }

  async saveAccounts(tx: EntityManager, states: readonly EventData<'agent.configured'>[]): Promise<void> {
    const accounts = newestOf(states);
    await tx.query(
      `WITH saved AS (
         INSERT INTO account (agent_id, team_id, name, roles, active, version)
         SELECT id, team_id, name, string_to_array(roles, ' '), active, version
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::bigint[])
           AS new (id, team_id, name, roles, active, version)
         ON CONFLICT (agent_id) DO UPDATE
         SET name = excluded.name, roles = excluded.roles, active = excluded.active, version = excluded.version
         WHERE account.version < excluded.version
         RETURNING agent_id
       )
       SELECT pg_notify($7, agent_id::text) FROM saved`,
      [
        accounts.map((a) => a.id),
        accounts.map((a) => a.teamId),
        accounts.map((a) => a.name),
        accounts.map((a) => a.roles.join(' ')),
        accounts.map((a) => a.active && !a.removed),
        versions(accounts),
        accountChannel,
      ],
    );
  }

  /** The accounts among `agentIds` that configuration has told of. */
  async find(tx: Pick<EntityManager, 'query'>, agentIds: readonly string[]): Promise<Map<string, KnownAccount>> {
    const rows = await tx.query<KnownAccount[]>(
      `SELECT a.agent_id AS "agentId", a.team_id AS "teamId", a.roles,
              a.active AND NOT coalesce(t.removed, false) AS active
       FROM account a LEFT JOIN team t USING (team_id) WHERE a.agent_id = ANY($1)`,
      [agentIds],
    );
    return new Map(rows.map((row) => [row.agentId, row]));
  }
}

const versions = (states: readonly { version: number }[]): number[] => states.map((state) => state.version);
