import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { RECOUNT } from '../engine/census';

/** A team in the middle of its work, and what comes next; numbers are places in the list of its agents. */
export interface LoadedTeam {
  readonly strategy: 'least-assigned' | 'round-robin';
  readonly agents: readonly {
    readonly availability: 'available' | 'busy';
    readonly activeChats: number;
    readonly capacity: number;
    readonly lastSequence: number;
  }[];
  readonly batch:
    | {
        readonly kind: 'requests';
        readonly requests: readonly { kind: 'request' | 'repeat' | 'cancel'; agent: number }[];
      }
    /** For each who waits: by whom the chat was given up, or nobody. */
    | { readonly kind: 'drain'; readonly waiting: readonly (number | undefined)[] }
    | { readonly kind: 'lapse'; readonly agents: readonly number[] };
}

/** Few loads and few turns, so that many agents are equal in the one or the other. */
export function loadedTeam(size: number): fc.Arbitrary<LoadedTeam> {
  const agent = fc.nat(size - 1);
  const one = fc.record({
    availability: fc.constantFrom('available' as const, 'available' as const, 'available' as const, 'busy' as const),
    activeChats: fc.nat(3),
    capacity: fc.nat(4),
    lastSequence: fc.nat(5),
  });
  const request = fc.record({
    kind: fc.constantFrom('request' as const, 'request' as const, 'repeat' as const, 'cancel' as const),
    agent,
  });
  return fc.record({
    strategy: fc.constantFrom('least-assigned' as const, 'round-robin' as const),
    agents: fc.array(one, { minLength: size, maxLength: size }),
    batch: fc.oneof(
      fc.record({
        kind: fc.constant('requests' as const),
        requests: fc.array(request, { minLength: 1, maxLength: 8 }),
      }),
      fc.record({
        kind: fc.constant('drain' as const),
        waiting: fc.array(fc.option(agent, { nil: undefined }), { minLength: 1, maxLength: 8 }),
      }),
      fc.record({
        kind: fc.constant('lapse' as const),
        agents: fc.uniqueArray(agent, { minLength: 1, maxLength: 3 }),
      }),
    ),
  });
}

const LOAD_AGENTS = `
  UPDATE agent SET availability = u.availability, active_chats = u.active_chats, capacity = u.capacity,
    own_capacity = u.capacity, last_sequence = u.last_sequence, connected = NOT u.away, strategy = $2
  FROM unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[], $8::boolean[])
    AS u (id, availability, active_chats, capacity, last_sequence, away)
  WHERE team_id = $1 AND agent.id = u.id`;

const GIVE_CHATS = `
  WITH given AS (
    INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, requested_at, agent_id,
                      assignment_id, assigned_at)
    SELECT gen_random_uuid(), team_id, 'in_progress', '', row_number() OVER (ORDER BY id), now(), now(), id,
           gen_random_uuid(), now()
    FROM agent, generate_series(1, active_chats) WHERE team_id = $1
    RETURNING id, team_id, queue_sequence, assignment_id, agent_id
  ), assigned AS (
    INSERT INTO assignment (chat_id, sequence, id, team_id, agent_id, assigned_at, decision)
    SELECT id, queue_sequence, assignment_id, team_id, agent_id, now(), '{}' FROM given
  )
  SELECT id, agent_id AS owner FROM given ORDER BY queue_sequence`;

const QUEUE_CHATS = `
  INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, requested_at, given_up_by)
  SELECT gen_random_uuid(), $1, 'waiting', '', 500 + place, now(), now(), given_up_by
  FROM unnest($2::uuid[]) WITH ORDINALITY AS u (given_up_by, place)`;

const LOAD_TEAM = `UPDATE team SET strategy = $2, waiting = $3, drain_due = $3 > 0, sequence = 1000 WHERE id = $1`;
const DUE = `
  INSERT INTO deadline (kind, subject_id, team_id, due_at)
  SELECT 'grace', agent, $1, now() - interval '1 s' FROM unnest($2::uuid[]) AS u (agent)`;

/** Makes the team so; the chats that each agent owns, oldest first. Presence is heard of. */
export async function setUp(
  tx: EntityManager,
  teamId: string,
  members: readonly { id: string }[],
  { strategy, agents, batch }: LoadedTeam,
): Promise<Map<string, string[]>> {
  const idOf = (agent: number) => members[agent]?.id;
  const away = batch.kind === 'lapse' ? batch.agents.map(idOf) : [];
  const waiting = batch.kind === 'drain' ? batch.waiting : [];
  await tx.query(`UPDATE presence_pulse SET heard_at = clock_timestamp() + interval '1 h'`);
  await tx.query(LOAD_AGENTS, [
    teamId,
    strategy,
    members.map(({ id }) => id),
    agents.map(({ availability }) => availability),
    agents.map(({ activeChats }) => activeChats),
    agents.map(({ capacity }) => capacity),
    agents.map(({ lastSequence }) => lastSequence),
    members.map(({ id }) => away.includes(id)),
  ]);
  await tx.query(LOAD_TEAM, [teamId, strategy, waiting.length]);
  await tx.query(RECOUNT, [teamId]);
  await tx.query(QUEUE_CHATS, [teamId, waiting.map((agent) => (agent === undefined ? null : idOf(agent)))]);
  await tx.query(DUE, [teamId, away]);
  const owned = new Map<string, string[]>();
  for (const { id, owner } of await tx.query<{ id: string; owner: string }[]>(GIVE_CHATS, [teamId])) {
    owned.set(owner, [...(owned.get(owner) ?? []), id]);
  }
  return owned;
}
