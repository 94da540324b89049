import { Client } from 'pg';
import {
  type AgentRow,
  type AssignmentRow,
  type Census,
  type ChatRow,
  type DatabaseState,
  standings,
  type TeamRow,
} from './evidence';

const AGENT = `
  id, team_id AS "teamId", eligible, capacity, active_chats AS "activeChats", last_sequence::float8 AS "lastSequence",
  CASE WHEN NOT active THEN 'inactive' WHEN NOT connected THEN 'disconnected' WHEN availability <> 'available' THEN availability
       WHEN active_chats < capacity THEN 'free' ELSE 'full' END AS standing,
  concat_ws(' ', availability_version, presence_version, configuration_version) AS versions`;

const TEAM = `
  id, json_build_object(${standings.map((each) => `'${each}', ${each}_agents`).join(', ')}) AS standings,
  CASE WHEN version = 0 THEN 'manual' ELSE method END AS method, removed,
  sequence::float8 AS sequence, waiting`;

const CENSUS = `
  SELECT 'census' AS kind, id AS "teamId", sequence::float8 AS sequence, waiting,
    (SELECT coalesce(json_agg(a ORDER BY a.id), '[]') FROM (
      SELECT ${AGENT} FROM routing.agent WHERE agent.team_id = team.id) AS a) AS agents
  FROM routing.team WHERE id = ANY($1::uuid[])`;

/** How long routing assigns without a beat (architecture.md: the lease of an instance of notification). */
const LEASE_SECONDS = 15;

/** Looks at teams and their agents, in one statement: whatever holds a team's lock is seen whole or not at all. */
export async function takeCensus(client: Client, teamIds: readonly string[]): Promise<Census[]> {
  return (await client.query<Census>(CENSUS, [teamIds])).rows;
}

/** Reads the databases of all services at one moment. */
export async function readDatabase(url: string): Promise<DatabaseState> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const routing = await readRouting(client);
    const schemas = await rows<{ name: string }>(
      client,
      `SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'outbox'`,
    );
    const names = schemas.map(({ name }) => name);
    const followers = await readFollowers(client, names);
    const outboxes = [];
    for (const name of names) outboxes.push(await readOutbox(client, name));
    return { ...routing, ...followers, outboxes };
  } finally {
    await client.end();
  }
}

async function rows<Row extends object>(client: Client, sql: string): Promise<Row[]> {
  return (await client.query<Row>(sql)).rows;
}

async function readRouting(client: Client) {
  const [pulse] = await rows<{ live: boolean }>(
    client,
    `SELECT heard_at > clock_timestamp() - interval '${LEASE_SECONDS} s' AS live FROM routing.presence_pulse`,
  );
  return {
    presenceIsLive: pulse?.live === true,
    teams: await rows<TeamRow>(client, `SELECT ${TEAM} FROM routing.team`),
    agents: await rows<AgentRow>(client, `SELECT ${AGENT} FROM routing.agent`),
    chats: await rows<ChatRow>(
      client,
      `SELECT id, team_id AS "teamId", state, agent_id AS "agentId", assignment_id AS "assignmentId",
         closed_by AS "closedBy"
       FROM routing.chat`,
    ),
    assignments: await rows<AssignmentRow>(
      client,
      `SELECT id, chat_id AS "chatId", team_id AS "teamId", agent_id AS "agentId", released_at IS NULL AS active
       FROM routing.assignment`,
    ),
  };
}

async function readFollowers(
  client: Client,
  schemas: readonly string[],
): Promise<Pick<DatabaseState, 'intakeChats' | 'fed' | 'presences'>> {
  const intake = `
    SELECT id, team_id AS "teamId", state, left_why IS NOT NULL AS "isLeft", message_closed_at IS NOT NULL AS "isClosed"
    FROM intake.chat`;
  const fed = `
    SELECT team_id AS "teamId", event::json->>'source' || ' ' || (event::json->>'id') AS event
    FROM notification.feed_event
    WHERE topic IN ('chat.queued', 'chat.assigned', 'chat.requeued', 'chat.ended', 'message.left', 'message.closed')`;
  const presences = `SELECT agent_id AS "agentId", version::float8 AS version FROM notification.agent_presence`;
  return {
    intakeChats: schemas.includes('intake') ? await rows(client, intake) : undefined,
    fed: schemas.includes('notification') ? await rows(client, fed) : undefined,
    presences: schemas.includes('notification') ? await rows(client, presences) : undefined,
  };
}

/** The rows' business of the checker ends at the outbox: what has left it must be in the topics. */
async function readOutbox(client: Client, service: string): Promise<DatabaseState['outboxes'][number]> {
  const [counted] = await rows<{ waiting: number; setAside: number }>(
    client,
    `SELECT count(*) FILTER (WHERE state = 0)::int AS waiting, count(*) FILTER (WHERE state = 2)::int AS "setAside"
     FROM ${client.escapeIdentifier(service)}.outbox WHERE topic <> 'presence.beat'`,
  );
  return { service, waiting: counted?.waiting ?? 0, setAside: counted?.setAside ?? 0 };
}
