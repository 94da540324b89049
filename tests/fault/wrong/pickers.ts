import type { Client } from 'pg';
import { write } from './scene';

/**
 * Places a chat with an agent, in a transaction of its own. It stops once when it has chosen and before it commits, so
 * that a spec can put another session exactly there: nothing is left to timing.
 */
export type Picker = (db: Client, teamId: string, chatId: string) => AsyncGenerator<'chosen', void>;

interface Chosen {
  readonly id: string;
  readonly active: number;
}

const BEST = `
  SELECT id, active_chats AS active FROM agent WHERE team_id = $1 AND eligible AND active_chats < capacity
  ORDER BY active_chats, last_sequence, id LIMIT 1`;

const ADD_ONE = 'UPDATE agent SET active_chats = active_chats + 1, last_sequence = $3 WHERE team_id = $1 AND id = $2';
const SAVE = 'UPDATE agent SET active_chats = $4, last_sequence = $3 WHERE team_id = $1 AND id = $2';

async function first<Row extends object>(db: Client, sql: string, values: unknown[] = []): Promise<Row> {
  const [row] = (await db.query<Row>(sql, values)).rows;
  if (!row) throw new Error('nobody has a place');
  return row;
}

const nextNumber = async (db: Client): Promise<number> =>
  Number((await first<{ number: string }>(db, `SELECT nextval('number') AS number`)).number);

async function count(db: Client, teamId: string, agent: Chosen, how: typeof ADD_ONE | typeof SAVE): Promise<number> {
  const number = await nextNumber(db);
  await db.query(how, [teamId, agent.id, number, ...(how === SAVE ? [agent.active + 1] : [])]);
  return number;
}

const automatic = { method: 'automatic' } as const;

/** Right: the team's row is locked by a statement of its own before anything is read. */
export const lockThenPick: Picker = async function* (db, teamId, chatId) {
  await db.query('BEGIN');
  await db.query('SELECT FROM team WHERE id = $1 FOR UPDATE', [teamId]);
  const agent = await first<Chosen>(db, BEST, [teamId]);
  yield 'chosen';
  const number = await count(db, teamId, agent, SAVE);
  await write(db, { teamId, chatId, agentId: agent.id, number, ...automatic });
  await db.query('COMMIT');
};

/** Wrong: reads, then saves what it read plus one. */
export const readThenSave: Picker = async function* (db, teamId, chatId) {
  await db.query('BEGIN');
  const agent = await first<Chosen>(db, BEST, [teamId]);
  yield 'chosen';
  const number = await count(db, teamId, agent, SAVE);
  await write(db, { teamId, chatId, agentId: agent.id, number, ...automatic });
  await db.query('COMMIT');
};

/** Wrong: the increment is atomic, but the choice was made before it. */
export const incrementWithoutLock: Picker = async function* (db, teamId, chatId) {
  await db.query('BEGIN');
  const agent = await first<Chosen>(db, BEST, [teamId]);
  yield 'chosen';
  const number = await count(db, teamId, agent, ADD_ONE);
  await write(db, { teamId, chatId, agentId: agent.id, number, ...automatic });
  await db.query('COMMIT');
};

/** Wrong: one statement has one snapshot, and that is older than the lock it waits for. */
export const lockAndPickInOne: Picker = async function* (db, teamId, chatId) {
  await db.query('BEGIN');
  const agent = await first<{ id: string; number: string }>(
    db,
    `WITH locked AS (SELECT id FROM team WHERE id = $1 FOR UPDATE),
     pick AS (SELECT agent.id FROM locked JOIN agent ON agent.team_id = locked.id
              WHERE eligible AND active_chats < capacity ORDER BY active_chats, last_sequence, agent.id LIMIT 1)
     UPDATE agent SET active_chats = active_chats + 1, last_sequence = nextval('number')
     FROM pick WHERE agent.team_id = $1 AND agent.id = pick.id RETURNING agent.id, last_sequence AS number`,
    [teamId],
  );
  yield 'chosen';
  await write(db, { teamId, chatId, agentId: agent.id, number: Number(agent.number), ...automatic });
  await db.query('COMMIT');
};

/** Wrong: keeps the limit, but passes over whoever is just being given a chat. */
export const skipLocked: Picker = async function* (db, teamId, chatId) {
  await db.query('BEGIN');
  const agent = await first<Chosen>(db, `${BEST} FOR UPDATE SKIP LOCKED`, [teamId]);
  yield 'chosen';
  const number = await count(db, teamId, agent, ADD_ONE);
  await write(db, { teamId, chatId, agentId: agent.id, number, ...automatic });
  await db.query('COMMIT');
};

/** Wrong beside `lockThenPick`: an agent's claim that locks the agent's row alone. */
export const claimLockingAgentOnly: Picker = async function* (db, teamId, chatId) {
  await db.query('BEGIN');
  const agent = await first<Chosen>(db, `${BEST} FOR UPDATE`, [teamId]);
  yield 'chosen';
  const number = await count(db, teamId, agent, ADD_ONE);
  await write(db, { teamId, chatId, agentId: agent.id, number, method: 'manual' });
  await db.query('COMMIT');
};

/** What `lockThenPick` writes once it has chosen, without its commit. */
export async function writePlaced(db: Client, teamId: string, chatId: string, agentId: string): Promise<void> {
  const number = await count(db, teamId, { id: agentId, active: 0 }, ADD_ONE);
  await write(db, { teamId, chatId, agentId, number, ...automatic });
}

/** Places a chat with nobody else about. */
export async function place(picker: Picker, db: Client, teamId: string, chatId: string): Promise<void> {
  const steps = picker(db, teamId, chatId);
  while (!(await steps.next()).done);
}
