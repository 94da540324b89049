import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { tagKey } from './tag-key';

// A tag that no chat has any more may be spelt anew: nobody sees the former spelling.
const SPELL = `
  INSERT INTO tag (team_id, key, name) VALUES ($1, $2, $3)
  ON CONFLICT (team_id, key) DO UPDATE SET name = excluded.name
  WHERE NOT EXISTS (SELECT FROM chat_tag WHERE chat_tag.team_id = tag.team_id AND chat_tag.key = tag.key)`;

/** The tags of a team, and which chats have them. */
@Injectable()
export class TagRepository {
  /** The chat's tags by their keys, in the order in which they were given. */
  async ofChat(manager: EntityManager, chatId: string): Promise<Map<string, string>> {
    const rows: { key: string; name: string }[] = await manager.query(
      'SELECT key, name FROM chat_tag JOIN tag USING (team_id, key) WHERE chat_id = $1 ORDER BY tagged_at, key',
      [chatId],
    );
    return new Map(rows.map(({ key, name }) => [key, name]));
  }

  /** Gives the chat a tag that it has not. The chat must be locked. */
  async add(tx: EntityManager, teamId: string, chatId: string, tag: string): Promise<void> {
    const key = tagKey(tag);
    await tx.query(SPELL, [teamId, key, tag]);
    await tx.query('INSERT INTO chat_tag (chat_id, team_id, key, tagged_at) VALUES ($1, $2, $3, clock_timestamp())', [
      chatId,
      teamId,
      key,
    ]);
  }

  async remove(tx: EntityManager, chatId: string, tag: string): Promise<void> {
    await tx.query('DELETE FROM chat_tag WHERE chat_id = $1 AND key = $2', [chatId, tagKey(tag)]);
  }

  /**
   * Tags that chats of the team have and that begin with `prefix`, in the order of their keys.
   * @param after the key behind which the page begins
   */
  async ofTeam(
    manager: EntityManager,
    teamId: string,
    o: { prefix: string; after: string; limit: number },
  ): Promise<{ key: string; name: string }[]> {
    return manager.query(
      `SELECT key, name FROM tag
       WHERE team_id = $1 AND key ^@ $2 AND key > $3
         AND EXISTS (SELECT FROM chat_tag WHERE chat_tag.team_id = tag.team_id AND chat_tag.key = tag.key)
       ORDER BY key LIMIT $4`,
      [teamId, tagKey(o.prefix), o.after, o.limit],
    );
  }
}
