import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

export interface NewRequest {
  readonly data: EventData<'chat.requested'>;
  /** `requestHash(data)`: what two requests of one chat id are compared by. */
  readonly hash: string;
  /** Whoever asked vouches for the customer's id: a server of the channel, or an upstream system. */
  readonly isCustomerProven: boolean;
}

/** The other rows of these ids; `hash` is null where only routing's events are known. */
export interface RecordedRequest {
  readonly id: string;
  readonly teamId: string;
  readonly hash: string | null;
}

@Injectable()
export class RequestRepository {
  /**
   * Inserts the chats whose id is free, with their content.
   * @param requests of different chats
   * @returns the ids that were inserted
   */
  async insert(tx: EntityManager, requests: readonly NewRequest[]): Promise<Set<string>> {
    const sorted = [...requests].sort((a, b) => (a.data.chatId < b.data.chatId ? -1 : 1));
    const rows: { id: string }[] = await tx.query(
      `INSERT INTO chat (id, team_id, channel_id, customer_id, request_hash, requested_at, customer_proven)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[])
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      factColumns(sorted),
    );
    const inserted = new Set(rows.map(({ id }) => id));
    await this.insertContent(
      tx,
      sorted.filter(({ data }) => inserted.has(data.chatId)),
    );
    return inserted;
  }

  /** Locks and reads what stands at these ids. */
  async recorded(tx: EntityManager, ids: readonly string[]): Promise<Map<string, RecordedRequest>> {
    const rows: { id: string; team_id: string; request_hash: string | null }[] = await tx.query(
      'SELECT id, team_id, request_hash FROM chat WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, { id: row.id, teamId: row.team_id, hash: row.request_hash }]));
  }

  /** Adds the request to chats that were known from routing's events only. */
  async complete(tx: EntityManager, requests: readonly NewRequest[]): Promise<void> {
    if (requests.length === 0) return;
    await tx.query(
      `UPDATE chat SET channel_id = told.channel_id, customer_id = told.customer_id, request_hash = told.hash,
         requested_at = told.requested_at, customer_proven = told.customer_proven
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[])
         AS told(id, team_id, channel_id, customer_id, hash, requested_at, customer_proven)
       WHERE chat.id = told.id AND chat.team_id = told.team_id`,
      factColumns(requests),
    );
    await this.insertContent(tx, requests);
  }

  private async insertContent(tx: EntityManager, requests: readonly NewRequest[]): Promise<void> {
    if (requests.length === 0) return;
    await tx.query(
      `INSERT INTO chat_content (chat_id, customer_name, customer_locale, customer_attributes, first_message)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::text[])`,
      [
        requests.map(({ data }) => data.chatId),
        requests.map(({ data }) => data.customer.name ?? null),
        requests.map(({ data }) => data.customer.locale ?? null),
        requests.map(({ data }) => (data.customer.attributes ? JSON.stringify(data.customer.attributes) : null)),
        requests.map(({ data }) => data.firstMessage ?? null),
      ],
    );
  }
}

function factColumns(requests: readonly NewRequest[]): unknown[] {
  return [
    requests.map(({ data }) => data.chatId),
    requests.map(({ data }) => data.teamId),
    requests.map(({ data }) => data.channelId ?? null),
    requests.map(({ data }) => data.customer.id),
    requests.map(({ hash }) => hash),
    requests.map(({ data }) => data.requestedAt),
    requests.map(({ isCustomerProven }) => isCustomerProven),
  ];
}
