// Databases for measurements. A template is prepared by SQL, once; each heat gets a copy of its own, so that no heat pays for
// the rows, the bloat or the statistics of another.
import { routingDatabase } from '@switchboard/routing';
import { createTestDatabase } from '@switchboard/testing';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { teamConfigured } from './workload.mjs';

/** Nobody is ever full unless the measurement says so. */
const AMPLE = 1_000_000;

const TEAMS = `
  INSERT INTO team (id, name, version, method, strategy, default_capacity, settings)
  SELECT id, 'Bench', 1, 'automatic', 'least-assigned', $2, settings
  FROM unnest($1::uuid[], $3::text[]) AS t (id, settings)`;

const AGENTS = `
  INSERT INTO agent (team_id, id, name, active, connected, availability, availability_since, availability_version,
                     own_capacity, capacity, active_chats, configuration_version, presence_version)
  SELECT team_id, id, 'Agent ' || number, true, true, 'available', now(), 1, own, coalesce(own, $6), active, 1, 1
  FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[]) AS a (team_id, id, number, own, active)`;

const HOMES = 'INSERT INTO agent_home (agent_id, team_id) SELECT id, team_id FROM agent';

/** Presence counts as heard of for as long as the measurement lasts; real beats go on from there. */
const PULSE = `UPDATE presence_pulse SET heard_at = 'infinity'`;

/**
 * A waiting queue of $2 chats of team $1, oldest first. Ids ascend, as those of UUIDv7 do.
 */
const QUEUE = `
  INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, queued_why, requested_at)
  SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, 'waiting', md5(n::text) || md5(n::text), n,
         now() - ($2 - n) * interval '1 ms', 'nobody_eligible', now()
  FROM generate_series(1, $2) AS n`;

const CONTENT = `
  INSERT INTO chat_content (chat_id, content)
  SELECT id, '{"customer":{"id":"customer-1","name":"Cleo"},"firstMessage":"Hello, my parcel has not arrived."}' FROM chat`;

/** Settings of a session that looks at the schema of routing. */
export const inRouting = { options: '-c search_path=routing' };

/** Runs `work` with a connection to the database. */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, ...inRouting });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * A database with these teams and their agents, all connected and available.
 * @param {{teams: {id: string, agents: {id: string, capacity?: number, activeChats?: number}[]}[], defaultCapacity?: number}} o
 */
export async function prepare({ teams, defaultCapacity = AMPLE, waiting = 0 }) {
  const database = await createTestDatabase(routingDatabase);
  const agents = teams.flatMap((team) => team.agents.map((agent, number) => ({ ...agent, number, teamId: team.id })));
  await withClient(database.url, async (client) => {
    await client.query(TEAMS, [
      teams.map((team) => team.id),
      defaultCapacity,
      teams.map((team) => JSON.stringify(teamConfigured(team.id, 1, defaultCapacity).data)),
    ]);
    const column = (pick) => agents.map(pick);
    await client.query(AGENTS, [
      column((a) => a.teamId),
      column((a) => a.id),
      column((a) => a.number),
      column((a) => a.capacity ?? null),
      column((a) => a.activeChats ?? 0),
      defaultCapacity,
    ]);
    await client.query(HOMES);
    await client.query(PULSE);
    if (waiting > 0) {
      await client.query(QUEUE, [teams[0].id, waiting]);
      await client.query(CONTENT);
      await client.query('UPDATE team SET waiting = $1::int, sequence = $1::int', [waiting]);
    }
    await client.query('VACUUM (ANALYZE)');
  });
  return database;
}

/**
 * A copy of a prepared database; `drop` removes it. Copying files ends with a checkpoint, so every heat starts with the
 * same state of the write-ahead log.
 */
export async function copyOf(template) {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const url = new URL(template.url);
  const source = url.pathname.slice(1);
  url.pathname = '/postgres';
  const server = url.href;
  const onServer = (sql) => withClient(server, (client) => client.query(sql));
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Copies the template, works on the copy, removes it. */
export async function onCopy(template, work) {
  const copy = await copyOf(template);
  try {
    return await work(copy.url);
  } finally {
    await copy.drop();
  }
}

const JUDGE = `
  SELECT (SELECT count(*) FROM chat WHERE state = 'in_progress' AND agent_id IS NOT NULL)::int AS assigned,
         (SELECT count(*) FROM assignment WHERE released_at IS NULL)::int AS assignments,
         (SELECT count(*) FROM outbox WHERE topic = 'chat.assigned')::int AS events,
         (SELECT coalesce(max(spread), 0) FROM (
            SELECT max(active_chats) - min(active_chats) AS spread FROM agent WHERE active_chats < capacity GROUP BY team_id
          ) AS per_team)::int AS spread`;

/**
 * Holds a heat to its word: every chat has an owner, an assignment and an event, and where all agents began alike the
 * policy was exact: no two of a team differ by more than one chat. A heat that fails here is void.
 * @param {number} expected chats of the heat
 */
export async function judge(url, expected, { alike = true } = {}) {
  const { rows } = await withClient(url, (client) => client.query(JUDGE));
  const { assigned, assignments, events, spread } = rows[0];
  const complete = [assigned, assignments, events].every((count) => count === expected);
  if (complete && (!alike || spread <= 1)) return;
  throw new Error(`the heat is void: of ${expected} chats ${JSON.stringify(rows[0])}`);
}
