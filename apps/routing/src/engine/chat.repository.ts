import { Injectable } from '@nestjs/common';
import { jsonArray, plainArray, rowsOf, sparse, textArray } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import type { AssignmentWrite, ChatWrite, ChatWrites } from './chat-writes';
import type { Send } from './pipelined';

const INSERT_CHATS = `
  WITH added AS (
    INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, queued_why, requested_at, channel_id,
                      agent_id, assignment_id, assigned_at, ended_at, left_why, given_up_by, end_reason, end_actor)
    SELECT * FROM ${rowsOf(1, 'uuid, uuid, text, text, bigint, timestamptz, text, timestamptz, uuid, uuid, uuid, timestamptz, timestamptz, text, uuid, text, text')}
    ON CONFLICT DO NOTHING
    RETURNING 1
  ), content AS (
    INSERT INTO chat_content (chat_id, content)
    SELECT * FROM ${rowsOf(18, 'uuid, json')}
    WHERE (SELECT count(*) FROM added) = cardinality($1::uuid[])
  )
  SELECT count(*)::int AS count FROM added`;

const UPDATE_CHATS = `
  WITH changed AS (
    UPDATE chat SET state = u.state, agent_id = u.agent_id, assignment_id = u.assignment_id, given_up_by = u.given_up_by,
      assigned_at = CASE WHEN u.state = 'waiting' THEN NULL ELSE coalesce(u.assigned_at, chat.assigned_at) END,
      ended_at = coalesce(u.ended_at, chat.ended_at), left_why = coalesce(u.left_why, chat.left_why),
      closed_by = u.closed_by, closed_at = u.closed_at,
      end_reason = coalesce(u.end_reason, chat.end_reason), end_actor = coalesce(u.end_actor, chat.end_actor)
    FROM ${rowsOf(1, 'uuid, text, text, uuid, uuid, uuid, timestamptz, timestamptz, text, uuid, timestamptz, timestamptz, boolean, text, text, text')}
      AS u (id, from_state, state, agent_id, assignment_id, given_up_by, assigned_at, ended_at, left_why, closed_by,
            closed_at, released_at, erased, release, end_reason, end_actor)
    WHERE chat.id = u.id AND chat.state = u.from_state
    RETURNING chat.id, chat.team_id, u.released_at, u.release, u.erased
  ), released AS (
    UPDATE assignment SET released_at = changed.released_at, release = changed.release FROM changed
    WHERE assignment.team_id = changed.team_id AND assignment.chat_id = changed.id
      AND changed.released_at IS NOT NULL AND assignment.released_at IS NULL
  ), erased AS (
    DELETE FROM chat_content USING changed WHERE chat_id = changed.id AND changed.erased
  )
  SELECT count(*)::int AS count FROM changed`;

const INSERT_ASSIGNMENTS = `
  INSERT INTO assignment (chat_id, sequence, id, team_id, agent_id, assigned_at, released_at, release, decision)
  SELECT * FROM ${rowsOf(1, 'uuid, bigint, uuid, uuid, uuid, timestamptz, timestamptz, text, json')}`;

/** $1 chat ids. */
const CONTENTS = 'SELECT chat_id AS id, content FROM chat_content WHERE chat_id = ANY($1::uuid[])';

/** A row was not as it was read: it came from beside the team's lock. The whole transaction is tried again. */
export class StaleWriteError extends Error {
  override readonly name = 'StaleWriteError';
}

/** Writes chats and assignments, each kind with one statement. */
@Injectable()
export class ChatRepository {
  /** What the customers of these chats wrote, as JSON: chat id → content. */
  async contents(tx: EntityManager, chatIds: readonly string[]): Promise<Map<string, string>> {
    if (chatIds.length === 0) return new Map();
    const rows = await tx.query<{ id: string; content: string }[]>(CONTENTS, [plainArray(chatIds)]);
    return new Map(rows.map(({ id, content }) => [id, content]));
  }

  async write(tx: EntityManager, writes: ChatWrites, send: Send): Promise<void> {
    const fresh: ChatWrite[] = [];
    const changed: ChatWrite[] = [];
    for (const chat of writes.chats.values()) (chat.isNew ? fresh : changed).push(chat);
    if (fresh.length > 0) await send(this.insert(tx, fresh));
    if (changed.length > 0) await send(this.update(tx, changed));
    if (writes.assignments.length > 0) {
      await send(tx.query(INSERT_ASSIGNMENTS, assignmentColumns(writes.assignments)));
    }
  }

  /** A chat id that another team inserted in this very moment is missing in the count; the next try finds a conflict. */
  private async insert(tx: EntityManager, chats: readonly ChatWrite[]): Promise<void> {
    const { column, text } = columnsOf(chats);
    const withContent = chats.filter((chat) => chat.content !== undefined);
    const rows = await tx.query<{ count: number }[]>(INSERT_CHATS, [
      column('id'),
      column('teamId'),
      column('state'),
      column('requestHash'),
      column('queueSequence'),
      column('enqueuedAt'),
      column('queuedWhy'),
      column('requestedAt'),
      column('channelId'),
      column('agentId'),
      column('assignmentId'),
      column('assignedAt'),
      column('endedAt'),
      column('leftWhy'),
      column('givenUpBy'),
      text('endReason'),
      text('endActor'),
      plainArray(withContent.map((chat) => chat.id)),
      jsonArray(withContent.map((chat) => chat.content ?? '')),
    ]);
    expectCount(rows, chats.length, 'inserted');
  }

  private async update(tx: EntityManager, chats: readonly ChatWrite[]): Promise<void> {
    const { column, text } = columnsOf(chats);
    const rows = await tx.query<{ count: number }[]>(UPDATE_CHATS, [
      column('id'),
      column('from'),
      column('state'),
      column('agentId'),
      column('assignmentId'),
      column('givenUpBy'),
      column('assignedAt'),
      column('endedAt'),
      column('leftWhy'),
      column('closedBy'),
      column('closedAt'),
      column('releasedAt'),
      column('erased'),
      text('release'),
      text('endReason'),
      text('endActor'),
    ]);
    expectCount(rows, chats.length, 'updated');
  }
}

function assignmentColumns(assignments: readonly AssignmentWrite[]): unknown[] {
  const { column, text } = columnsOf(assignments);
  return [
    column('chatId'),
    column('sequence'),
    column('id'),
    column('teamId'),
    column('agentId'),
    column('assignedAt'),
    column('releasedAt'),
    text('release'),
    jsonArray(assignments.map((assignment) => assignment.decision)),
  ];
}

type Plain = string | number | boolean | undefined;

/** Columns of the rows as array literals: `column` for what needs no escaping, `text` for what does. */
function columnsOf<T>(rows: readonly T[]) {
  const values = <V>(name: keyof T): readonly (V | undefined)[] =>
    sparse(rows.map((row) => row[name] as V | undefined));
  return {
    column: <K extends keyof T>(name: T[K] extends Plain ? K : never): string => plainArray(values<Plain & {}>(name)),
    text: <K extends keyof T>(name: T[K] extends string | undefined ? K : never): string => textArray(values(name)),
  };
}

function expectCount(rows: { count: number }[], expected: number, what: string): void {
  const count = rows[0]?.count ?? 0;
  if (count !== expected) throw new StaleWriteError(`${count} of ${expected} chats were ${what}`);
}
