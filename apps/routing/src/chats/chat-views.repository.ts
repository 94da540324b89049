import { Injectable } from '@nestjs/common';
import type { Customer, RoutingChat } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { instant } from '../engine/instant';

/** Positions are counted up to here; beyond, "100+" is all that anybody needs (routing.md). */
export const MAX_POSITION = 100;

interface ViewRow extends Omit<RoutingChat, 'customer' | 'firstMessage' | 'agent' | 'position'> {
  readonly queueSequence: number;
  readonly content: string | null;
  readonly agentId: string | null;
  readonly agentName: string | null;
}

/** A chat and its place in the order of acceptance. */
export interface ChatView extends RoutingChat {
  readonly queueSequence: number;
}

const SELECT = `
  SELECT chat.id, chat.team_id AS "teamId", chat.state, chat.queue_sequence::float8 AS "queueSequence",
    chat.channel_id AS "channelId", ${instant('chat.requested_at')} AS "requestedAt",
    ${instant('chat.enqueued_at')} AS "enqueuedAt", chat.agent_id AS "agentId", agent.name AS "agentName",
    chat.assignment_id AS "assignmentId", ${instant('chat.assigned_at')} AS "assignedAt",
    ${instant('chat.ended_at')} AS "endedAt", chat_content.content
  FROM chat
  LEFT JOIN agent ON agent.team_id = chat.team_id AND agent.id = chat.agent_id
  LEFT JOIN chat_content ON chat_content.chat_id = chat.id`;

const WAITING = `${SELECT}
  WHERE chat.team_id = $1 AND chat.state = 'waiting' AND chat.queue_sequence > $2
  ORDER BY chat.queue_sequence LIMIT $3`;

/** By the index of active assignments; a team has no more of them than places. */
const IN_PROGRESS = `${SELECT}
  JOIN assignment ON assignment.team_id = $1 AND assignment.chat_id = chat.id AND assignment.released_at IS NULL
  WHERE chat.team_id = $1 AND chat.queue_sequence > $2 AND ($4::uuid IS NULL OR chat.agent_id = $4)
  ORDER BY chat.queue_sequence LIMIT $3`;

/** How many wait before a place in the queue; reads at most $3 entries of the index. */
const BEFORE = `
  SELECT count(*)::int AS count FROM (
    SELECT FROM chat WHERE team_id = $1 AND state = 'waiting' AND queue_sequence < $2 ORDER BY queue_sequence LIMIT $3
  ) AS before`;

export interface PageOf {
  readonly state: 'waiting' | 'in_progress';
  readonly after: number;
  readonly agentId?: string;
  readonly limit: number;
}

/** Chats as people read them; scoped by team, without locks. */
@Injectable()
export class ChatViewsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** One chat of the team, with its position while it waits. */
  async find(teamId: string, chatId: string): Promise<ChatView | undefined> {
    const sql = `${SELECT} WHERE chat.id = $1 AND chat.team_id = $2`;
    const [row] = await this.dataSource.query<ViewRow[]>(sql, [chatId, teamId]);
    if (!row) return undefined;
    const before = row.state === 'waiting' ? await this.before(teamId, row.queueSequence) : MAX_POSITION;
    return viewOf(row, before < MAX_POSITION ? before + 1 : null);
  }

  /** Oldest first; one row more than asked for tells that there is a next page. */
  async page(teamId: string, page: PageOf): Promise<ChatView[]> {
    const parameters = [teamId, page.after, page.limit + 1];
    if (page.state === 'in_progress') {
      const owned = await this.dataSource.query<ViewRow[]>(IN_PROGRESS, [...parameters, page.agentId ?? null]);
      return owned.map((row) => viewOf(row, null));
    }
    const rows = await this.dataSource.query<ViewRow[]>(WAITING, parameters);
    const first = rows[0];
    if (!first) return [];
    const before = page.after === 0 ? 0 : await this.before(teamId, first.queueSequence);
    return rows.map((row, i) => viewOf(row, before < MAX_POSITION ? before + i + 1 : null));
  }

  /** How many of the team wait before this place, at most `MAX_POSITION`. */
  async before(teamId: string, queueSequence: number): Promise<number> {
    const rows = await this.dataSource.query<{ count: number }[]>(BEFORE, [teamId, queueSequence, MAX_POSITION]);
    return rows[0]?.count ?? 0;
  }
}

function viewOf({ content, agentId, agentName, ...row }: ViewRow, position: number | null): ChatView {
  const written = JSON.parse(content ?? '{}') as { customer?: Customer; firstMessage?: string };
  return {
    ...row,
    customer: written.customer ?? null,
    firstMessage: written.firstMessage ?? null,
    agent: agentId === null ? null : { id: agentId, name: agentName ?? '' },
    position,
  };
}
