import type { Agent, RankingKey, Strategy } from '@switchboard/routing-domain';

/** An agent's row as read: the core's agent, with the team and SQL's NULL. */
export interface AgentRow extends Omit<Agent, 'ownCapacity'> {
  readonly teamId: string;
  readonly ownCapacity: number | null;
}

const COLUMNS = `
  id, team_id AS "teamId", name, active, connected, availability,
  availability_version::float8 AS "availabilityVersion", own_capacity AS "ownCapacity", capacity,
  active_chats AS "activeChats", last_sequence::float8 AS "lastSequence",
  configuration_version AS "configurationVersion", presence_version::float8 AS "presenceVersion"`;

const columnOf: Record<RankingKey, string> = { activeChats: 'active_chats', lastSequence: 'last_sequence', id: 'id' };

/** $1 agent ids. */
export const NAMED_AGENTS = `SELECT ${COLUMNS} FROM agent WHERE id = ANY($1::uuid[])`;

/** $1 team ids, $2 how many of each: the first of the index that has the strategy's order. */
export const candidatesQuery = (strategy: Strategy): string => `
  SELECT candidate.* FROM unnest($1::uuid[], $2::int[]) AS wanted (of_team, amount)
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM agent WHERE team_id = of_team AND eligible AND active_chats < capacity
    ORDER BY ${strategy.order.map((key) => columnOf[key]).join(', ')} LIMIT amount
  ) AS candidate`;

/** The row as the core knows it. */
export const toAgent = ({ teamId: _, ownCapacity, ...agent }: AgentRow): Agent => ({
  ...agent,
  ownCapacity: ownCapacity ?? undefined,
});
