import { Injectable } from '@nestjs/common';
import type { IntakeChat } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import type { ChatState, Lifecycle } from '../follow-lifecycle/lifecycle';

/** A chat as it stands in the table; times are the database's. */
export interface ChatRow {
  readonly id: string;
  readonly team_id: string;
  /** Null until the request itself has been read. */
  readonly customer_id: string | null;
  readonly state: ChatState;
  readonly agent_name: string | null;
  /** The team sequence of the last assignment. */
  readonly assigned_seq: number;
  /** The number of the last message; 0 before the first. */
  readonly message_seq: number;
  readonly requested_at: Date | null;
  readonly enqueued_at: Date | null;
  readonly assigned_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_by: Lifecycle['endedBy'];
  readonly left_why: Lifecycle['leftWhy'];
  readonly message_closed_at: Date | null;
  readonly cancel_requested_at: Date | null;
}

/** The columns of a ChatRow, in a statement that reads or changes `chat`. */
export const chatColumns = `chat.id, chat.team_id, chat.customer_id, chat.state, chat.agent_name,
  chat.assigned_seq::float8 AS assigned_seq, chat.message_seq::float8 AS message_seq, chat.requested_at,
  chat.enqueued_at, chat.assigned_at, chat.ended_at, chat.ended_by, chat.left_why, chat.message_closed_at,
  chat.cancel_requested_at`;

@Injectable()
export class ChatRepository {
  /** The chat, if it is of this team. */
  async find(manager: EntityManager, teamId: string, chatId: string): Promise<ChatRow | undefined> {
    const rows: ChatRow[] = await manager.query(`SELECT ${chatColumns} FROM chat WHERE id = $1 AND team_id = $2`, [
      chatId,
      teamId,
    ]);
    return rows[0];
  }

  /** As `find`, and nobody else changes the chat until the transaction ends. */
  async lock(tx: EntityManager, teamId: string, chatId: string): Promise<ChatRow | undefined> {
    const rows: ChatRow[] = await tx.query(
      `SELECT ${chatColumns} FROM chat WHERE id = $1 AND team_id = $2 FOR UPDATE`,
      [chatId, teamId],
    );
    return rows[0];
  }

  /** Notes that the customer leaves. The chat must be locked. */
  async requestCancel(tx: EntityManager, chatId: string): Promise<Date> {
    const [rows]: [{ cancel_requested_at: Date }[], number] = await tx.query(
      'UPDATE chat SET cancel_requested_at = now() WHERE id = $1 RETURNING cancel_requested_at',
      [chatId],
    );
    const [row] = rows;
    if (!row) throw new Error(`chat ${chatId} is not locked`);
    return row.cancel_requested_at;
  }
}

/** What the customer may know of it. */
export function toIntakeChat(row: ChatRow): IntakeChat {
  const talking = row.state === 'in_progress';
  const isLeft = row.state === 'left_message';
  return {
    chatId: row.id,
    teamId: row.team_id,
    customerId: row.customer_id,
    state: row.state,
    agent: talking && row.agent_name !== null ? { name: row.agent_name } : null,
    requestedAt: time(row.requested_at),
    enqueuedAt: time(row.enqueued_at),
    // A chat that went back to the queue is not assigned to anybody, and what ended there was not either.
    assignedAt: talking || row.state === 'ended' ? time(row.assigned_at) : null,
    endedAt: time(row.ended_at),
    endedBy: row.ended_by,
    leftMessage: isLeft ? { why: row.left_why, closedAt: time(row.message_closed_at) } : null,
    cancelRequestedAt: time(row.cancel_requested_at),
  };
}

function time(value: Date | null): string | null {
  return value?.toISOString() ?? null;
}
