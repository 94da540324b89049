import { Injectable } from '@nestjs/common';
import type { Customer, LeftMessage } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { instant } from '../engine/instant';

interface Row extends Omit<LeftMessage, 'customer' | 'text' | 'agent'> {
  readonly queueSequence: number;
  readonly content: string;
  readonly agentId: string | null;
  readonly agentName: string | null;
}

/** A left message and its place in the order of acceptance. */
export interface LeftMessageView extends LeftMessage {
  readonly queueSequence: number;
}

const SELECT = `
  SELECT chat.id AS "chatId", chat.team_id AS "teamId", left_why AS why, ${instant('ended_at')} AS "leftAt",
    queue_sequence::float8 AS "queueSequence", content, agent_id AS "agentId", agent.name AS "agentName"
  FROM chat JOIN chat_content ON chat_id = chat.id
  LEFT JOIN agent ON agent.team_id = chat.team_id AND agent.id = agent_id
  WHERE chat.team_id = $1 AND state = 'left_message' AND closed_by IS NULL`;

/** Left messages that are not closed, as agents see them under *Check*. */
@Injectable()
export class LeftMessagesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Oldest first; one more than asked for tells that there is a next page. */
  async page(teamId: string, after: number, limit: number): Promise<LeftMessageView[]> {
    const sql = `${SELECT} AND queue_sequence > $2 ORDER BY queue_sequence LIMIT $3`;
    return (await this.dataSource.query<Row[]>(sql, [teamId, after, limit + 1])).map(toView);
  }

  async find(teamId: string, chatId: string): Promise<LeftMessageView | undefined> {
    const rows = await this.dataSource.query<Row[]>(`${SELECT} AND chat.id = $2`, [teamId, chatId]);
    return rows.map(toView)[0];
  }
}

function toView({ content, agentId, agentName, ...row }: Row): LeftMessageView {
  const { customer, firstMessage } = JSON.parse(content) as { customer: Customer; firstMessage?: string };
  const agent = agentId === null ? null : { id: agentId, name: agentName ?? '' };
  return { ...row, customer, text: firstMessage ?? '', agent };
}
