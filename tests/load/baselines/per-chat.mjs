// A competitor, written as well as one can: exact policy, one transaction per chat, eight connections, prepared statements.
// Same tables and rows as routing's: chat, content, assignment with its decision, event in the outbox. It notifies nobody.
import { createEvent, encodeEvent, requestHash, uuidv7 } from '@switchboard/contracts';
import pg from 'pg';
import { inRouting } from '../database.mjs';
import { keepBusy } from '../keep-busy.mjs';

/** A statement of its own: READ COMMITTED takes its snapshot per statement, load must be read after the lock is had. */
const LOCK = 'SELECT sequence::float8 + 1 AS sequence, version FROM team WHERE id = $1 FOR UPDATE';

const PICK = `
  UPDATE agent SET active_chats = active_chats + 1, last_sequence = $2
  WHERE team_id = $1 AND id = (
    SELECT id FROM agent WHERE team_id = $1 AND eligible AND active_chats < capacity
    ORDER BY active_chats, last_sequence, id LIMIT 1)
  RETURNING id, name, active_chats - 1 AS "activeChats"`;

const WRITE = `
  WITH counted AS (UPDATE team SET sequence = $3 WHERE id = $2), added AS (
    INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, requested_at, agent_id, assignment_id, assigned_at)
    VALUES ($1, $2, 'in_progress', $4, $3, $5, $6, $7, $8, $5)
  ), content AS (
    INSERT INTO chat_content (chat_id, content) VALUES ($1, $9)
  ), assigned AS (
    INSERT INTO assignment (chat_id, sequence, id, team_id, agent_id, assigned_at, decision)
    VALUES ($1, $3, $8, $2, $7, $5, $10)
  )
  INSERT INTO outbox (shard, topic, key, payload) VALUES (0, 'chat.assigned', $2::uuid, $11)`;

/** What is written of an assignment besides the plain columns; the same as routing writes. */
export function describe(request, sequence, version, agent) {
  const { data } = request;
  const assignmentId = uuidv7();
  const at = new Date().toISOString();
  const reason = {
    sentence: `${agent.name} had the fewest chats (${agent.activeChats}).`,
    facts: { decidedBy: 'fewest-chats', activeChats: agent.activeChats, lastSequence: sequence },
  };
  const path = { method: 'automatic', cause: 'request', strategy: 'least-assigned' };
  const event = createEvent('chat.assigned', {
    source: 'routing',
    subject: data.chatId,
    key: data.teamId,
    teamId: data.teamId,
    teamSeq: sequence,
    causationId: request.id,
    time: at,
    data: {
      ...{ chatId: data.chatId, teamId: data.teamId, assignmentId, agent: { id: agent.id, name: agent.name }, ...path },
      ...{ reason, settingsVersion: version, enqueuedAt: at, assignedAt: at, actor: { kind: 'channel' } },
    },
  });
  return {
    assignmentId,
    at,
    requestHash: requestHash(data),
    content: JSON.stringify({ customer: data.customer, firstMessage: data.firstMessage }),
    decision: JSON.stringify({ ...path, reason, settingsVersion: version, agentName: agent.name }),
    payload: encodeEvent(event).value,
  };
}

async function route(client, request) {
  const { chatId, teamId, requestedAt } = request.data;
  await client.query('BEGIN');
  const locked = await client.query({ name: 'lock', text: LOCK, values: [teamId] });
  const { sequence, version } = locked.rows[0];
  const picked = await client.query({ name: 'pick', text: PICK, values: [teamId, sequence] });
  const agent = picked.rows[0];
  const d = describe(request, sequence, version, agent);
  const ids = [chatId, teamId, sequence, d.requestHash, d.at, requestedAt, agent.id, d.assignmentId];
  await client.query({ name: 'write', text: WRITE, values: [...ids, d.content, d.decision, d.payload] });
  await client.query('COMMIT');
}

/** Chats a second with so many connections. */
export async function perChatRate(url, source, seconds, connections = 8) {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url, ...inRouting }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const { rate, done } = await keepBusy(clients, seconds, (client) => route(client, source.next()));
    return { rate, chats: done };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
