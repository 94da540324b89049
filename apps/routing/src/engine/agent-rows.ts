import { rowsOf } from '@switchboard/persistence';
import type { Agent, RankingKey, Strategy } from '@switchboard/routing-domain';

/** A candidate as read: only what choosing one needs. */
export interface CandidateRow extends Pick<Agent, 'id' | 'name' | 'capacity' | 'activeChats' | 'lastSequence'> {
  readonly teamId: string;
}

/** An agent's row as read: the core's agent, with the team and SQL's NULL. */
export interface AgentRow extends Omit<Agent, 'ownCapacity'> {
  readonly teamId: string;
  readonly ownCapacity: number | null;
}

const CANDIDATE = `
  id, team_id AS "teamId", name, capacity, active_chats AS "activeChats", last_sequence::float8 AS "lastSequence"`;

const columnOf: Record<RankingKey, string> = { activeChats: 'active_chats', lastSequence: 'last_sequence', id: 'id' };

/** $1 team ids, $2 agent ids, pairwise. */
export const NAMED_AGENTS = `
  SELECT ${CANDIDATE}, active, connected, availability, availability_version::float8 AS "availabilityVersion",
    own_capacity AS "ownCapacity", configuration_version AS "configurationVersion",
    presence_version::float8 AS "presenceVersion"
  FROM agent WHERE (team_id, id) IN (SELECT * FROM ${rowsOf(1, 'uuid, uuid')})`;

/** $1 team ids, $2 agent ids, pairwise: those that have another team for good. */
export const FOREIGN_AGENTS = `
  SELECT agent_id AS id, named.team_id AS "teamId"
  FROM agent_home JOIN ${rowsOf(1, 'uuid, uuid')} AS named (team_id, id) ON agent_id = named.id
  WHERE agent_home.team_id <> named.team_id`;

/** The index of least-assigned holds every agent, those of other strategies only their own. */
const indexOf = ({ name }: Strategy): string => (name === 'least-assigned' ? '' : `AND strategy = '${name}'`);

/** $1 team ids, $2 how many of each: the first of the index that has the strategy's order. */
export const candidatesQuery = (strategy: Strategy): string => `
  SELECT candidate.* FROM ${rowsOf(1, 'uuid, int')} AS wanted (of_team, amount)
  CROSS JOIN LATERAL (
    SELECT ${CANDIDATE} FROM agent WHERE team_id = of_team AND eligible AND active_chats < capacity ${indexOf(strategy)}
    ORDER BY ${strategy.order.map((key) => columnOf[key]).join(', ')} LIMIT amount
  ) AS candidate`;

/** $1 team: everybody who has a place, in no order. */
export const FREE_AGENTS = `
  SELECT ${CANDIDATE} FROM agent WHERE team_id = $1 AND eligible AND active_chats < capacity`;

/** The row as the core knows it. */
export const toAgent = ({ teamId: _, ownCapacity, ...agent }: AgentRow): Agent => ({
  ...agent,
  ownCapacity: ownCapacity ?? undefined,
});

/**
 * A candidate as the core knows it. No command names it, or it would have been read whole: all that can happen to it is
 * to be given chats, so the versions are never looked at, and being in the index says the rest.
 */
export const toCandidate = (row: CandidateRow): Agent => ({
  id: row.id,
  name: row.name,
  active: true,
  connected: true,
  availability: 'available',
  availabilityVersion: 0,
  ownCapacity: undefined,
  capacity: row.capacity,
  activeChats: row.activeChats,
  lastSequence: row.lastSequence,
  configurationVersion: 1,
  presenceVersion: 0,
});
