import { Injectable, Logger } from '@nestjs/common';
import { type CloudEvent, createEvent, type EventData } from '@switchboard/contracts';
import { DeadLetters } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import { instant } from '../engine/instant';

const DAYS = 7;
const PAGE = 500;
const reason = { code: 'TEAM.UNKNOWN', detail: `settings did not describe the team within ${DAYS} days` } as const;

/** A placeholder that agents have joined stays: somebody knows the team, and only its requests are given up. */
const EXPIRED = `
  SELECT id FROM team
  WHERE version = 0 AND created_at < clock_timestamp() - $1 * interval '1 day'
    AND (waiting > 0 OR NOT EXISTS (SELECT FROM agent WHERE team_id = team.id))
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;

const TAKE_WAITING = `
  WITH taken AS (
    DELETE FROM chat WHERE id IN (
      SELECT id FROM chat WHERE team_id = $1 AND state = 'waiting' ORDER BY queue_sequence LIMIT ${PAGE})
    RETURNING id, channel_id, requested_at, queue_sequence
  ), content AS (
    DELETE FROM chat_content USING taken WHERE chat_id = taken.id RETURNING chat_id, content
  )
  SELECT id, channel_id AS "channelId", ${instant('requested_at')} AS "requestedAt", content
  FROM taken LEFT JOIN content ON chat_id = id ORDER BY queue_sequence`;

const COUNT_DOWN = `UPDATE team SET waiting = waiting - $2, drain_due = drain_due AND waiting > $2 WHERE id = $1`;
/** What is remembered of it is how far it has counted, together with all others that went: it may be made again. */
const REMOVE = `
  WITH gone AS (
    DELETE FROM team
    WHERE id = $1 AND waiting = 0 AND NOT EXISTS (SELECT FROM agent WHERE team_id = team.id)
    RETURNING sequence
  )
  UPDATE sequence_floor SET sequence = greatest(sequence_floor.sequence, gone.sequence) FROM gone`;

interface WaitingRow {
  id: string;
  channelId: string | null;
  requestedAt: string;
  content: string | null;
}

/**
 * Placeholders are teams that requests name and settings has not described. After 7 days their requests go to the dead
 * letters (contracts.md), where operators find and redrive them once the team is known, and the placeholder goes.
 */
@Injectable()
export class ExpirePlaceholders {
  private readonly logger = new Logger(ExpirePlaceholders.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly deadLetters: DeadLetters,
  ) {}

  /** A page of one team's requests in one transaction, until nothing is left; returns how many requests it gave up. */
  async execute(): Promise<number> {
    let total = 0;
    for (;;) {
      const given = await this.transactions.run((tx) => this.onePage(tx));
      if (given === undefined) break;
      total += given;
    }
    if (total > 0) this.logger.error(`${total} requests of unknown teams became dead letters after ${DAYS} days`);
    return total;
  }

  private async onePage(tx: EntityManager): Promise<number | undefined> {
    const [team] = await tx.query<{ id: string }[]>(EXPIRED, [DAYS]);
    if (!team) return undefined;
    const chats = await tx.query<WaitingRow[]>(TAKE_WAITING, [team.id]);
    for (const chat of chats) await this.deadLetters.giveUp(tx, 'routing.requests', requestOf(team.id, chat), reason);
    await tx.query(COUNT_DOWN, [team.id, chats.length]);
    await tx.query(REMOVE, [team.id]);
    return chats.length;
  }
}

/** The request as routing took it; its upstream's `source` and `id` were not kept. */
function requestOf(teamId: string, { id, channelId, requestedAt, content }: WaitingRow): CloudEvent {
  const written = JSON.parse(content ?? '{}') as Pick<EventData<'chat.requested'>, 'customer' | 'firstMessage'>;
  return createEvent('chat.requested', {
    source: 'routing',
    subject: id,
    key: teamId,
    teamId,
    data: { chatId: id, teamId, ...(channelId !== null && { channelId }), ...written, requestedAt },
  });
}
