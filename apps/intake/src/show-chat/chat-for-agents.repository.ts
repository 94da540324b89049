import { Injectable } from '@nestjs/common';
import type { Attributes, ChatForAgents, Customer } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { chatColumns, type ChatRow, toIntakeChat } from './chat.repository';

interface Row extends ChatRow {
  readonly channel_id: string | null;
  readonly channel_name: string | null;
  readonly customer_name: string | null;
  readonly customer_locale: string | null;
  readonly customer_attributes: Attributes | null;
  readonly customer_proven: boolean;
  readonly agent_id: string | null;
  readonly tags: string[];
  readonly note_count: number;
}

const SELECT = `
  SELECT ${chatColumns}, channel_id, channel.name AS channel_name, customer_name, customer_locale, customer_attributes,
    customer_proven, chat.agent_id,
    ARRAY(SELECT tag.name FROM chat_tag JOIN tag USING (team_id, key)
          WHERE chat_tag.chat_id = chat.id ORDER BY tagged_at, key) AS tags,
    (SELECT count(*)::int FROM note WHERE note.chat_id = chat.id) AS note_count
  FROM chat
  LEFT JOIN chat_content ON chat_content.chat_id = chat.id
  LEFT JOIN channel ON channel.id = chat.channel_id
  WHERE chat.team_id = $1`;

/** Chats with who asks, through which channel, and what colleagues made of it, as agents and managers of the team see them. */
@Injectable()
export class ChatForAgentsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(teamId: string, chatId: string): Promise<ChatForAgents | undefined> {
    const rows: Row[] = await this.dataSource.query(`${SELECT} AND chat.id = $2`, [teamId, chatId]);
    return rows.map(toChatForAgents)[0];
  }

  /** The chats of one customer before `before`, newest first; one more than asked for tells that there is a next page. */
  async ofCustomer(teamId: string, customerId: string, before: string | null, limit: number): Promise<ChatForAgents[]> {
    const rows: Row[] = await this.dataSource.query(
      `${SELECT} AND customer_id = $2
         AND ($3::uuid IS NULL OR (chat.created_at, chat.id) < (SELECT created_at, id FROM chat WHERE id = $3))
       ORDER BY chat.created_at DESC, chat.id DESC LIMIT $4`,
      [teamId, customerId, before, limit + 1],
    );
    return rows.map(toChatForAgents);
  }
}

function toChatForAgents(row: Row): ChatForAgents {
  const { channel_id: id, channel_name: name, tags, note_count: noteCount } = row;
  return {
    ...toIntakeChat(row),
    customer: customerOf(row),
    customerProven: row.customer_proven,
    channel: id === null ? null : { id, name },
    lastAgent: lastAgentOf(row),
    tags,
    noteCount,
  };
}

function lastAgentOf({ agent_id: id, agent_name: name }: Row): ChatForAgents['lastAgent'] {
  return id === null || name === null ? null : { id, name };
}

function customerOf(row: Row): Customer | null {
  const { customer_id: id, customer_name: name, customer_locale: locale, customer_attributes: attributes } = row;
  if (id === null) return null;
  return { id, ...(name !== null && { name }), ...(locale !== null && { locale }), ...(attributes && { attributes }) };
}
