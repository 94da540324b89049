import { createEvent, encodeEvent } from '@switchboard/contracts';
import type { Client } from 'pg';

/** Makes a request a left message as routing does: the row, its end and its text, in one transaction. */
export async function leaveMessage(db: Client, teamId: string, chatId: string): Promise<void> {
  await db.query('BEGIN');
  const { rows } = await db.query<{ number: string }>(`SELECT nextval('number') AS number`);
  const number = Number(rows[0]?.number);
  await db.query(
    `INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, requested_at, left_why, ended_at)
     VALUES ($1, $2, 'left_message', '', $3, now(), now(), 'nobody_available', now())`,
    [chatId, teamId, number],
  );
  for (const event of eventsOf(teamId, chatId, number)) {
    await db.query('INSERT INTO outbox (shard, topic, key, payload) VALUES (0, $1, $2, $3)', [
      event.type.slice(0, -3),
      teamId,
      encodeEvent(event).value,
    ]);
  }
  await db.query('COMMIT');
}

function eventsOf(teamId: string, chatId: string, teamSeq: number) {
  const head = { source: 'routing', subject: chatId, key: teamId, teamId, teamSeq } as const;
  const of = { chatId, teamId };
  const end = { outcome: 'left_message', endedAt: new Date().toISOString(), actor: { kind: 'system' } } as const;
  const text = { customer: { id: 'ann' }, text: 'Please call back.', why: 'nobody_available' } as const;
  return [
    createEvent('chat.ended', { ...head, data: { ...of, ...end } }),
    createEvent('message.left', { ...head, data: { ...of, ...text } }),
  ];
}
