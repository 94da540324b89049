import { Injectable } from '@nestjs/common';
import type { ChatNote, EventData } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

export type NewNote = Omit<ChatNote, 'writtenAt'>;

interface Row {
  readonly note_id: string;
  readonly chat_id: string;
  readonly author_id: string;
  readonly author_name: string;
  readonly text: string;
  readonly written_at: Date;
}

const NOTES = `
  SELECT note_id, chat_id, author_id, author_name, text, written_at
  FROM note JOIN note_content USING (chat_id, note_id)
  WHERE chat_id = $1`;

// Milliseconds, as the notes tell their time.
const INSERT = `
  WITH fact AS (
    INSERT INTO note (chat_id, note_id, author_id, written_at)
    VALUES ($1, $2, $3, date_trunc('milliseconds', clock_timestamp()))
    ON CONFLICT (chat_id, note_id) DO NOTHING
    RETURNING written_at
  ), content AS (
    INSERT INTO note_content (chat_id, note_id, author_name, text) SELECT $1, $2, $4, $5 FROM fact
  )
  SELECT written_at FROM fact`;

// A left message is closed once, so its note goes by the chat's id, and a repeat of the event finds it there. An event names
// nobody: intake knows its team by the settings, and says nothing where these have not come yet.
const INSERT_SESSION_NOTES = `
  WITH told AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[]) AS told (chat_id, author_id, closed_at, text)
  ), fact AS (
    INSERT INTO note (chat_id, note_id, author_id, written_at) SELECT chat_id, chat_id, author_id, closed_at FROM told
    ON CONFLICT (chat_id, note_id) DO NOTHING
    RETURNING chat_id
  )
  INSERT INTO note_content (chat_id, note_id, author_name, text)
  SELECT chat_id, chat_id, coalesce(agent.name, ''), told.text
  FROM fact JOIN told USING (chat_id) LEFT JOIN agent ON agent.id = told.author_id
  ON CONFLICT (chat_id, note_id) DO NOTHING`;

/** What members of the team noted about chats. */
@Injectable()
export class NoteRepository {
  /** @returns undefined when a note of the chat has this id already */
  async insert(tx: EntityManager, note: NewNote): Promise<ChatNote | undefined> {
    const { chatId, noteId, author, text } = note;
    const rows: Pick<Row, 'written_at'>[] = await tx.query(INSERT, [chatId, noteId, author.id, author.name, text]);
    return rows[0] && { ...note, writtenAt: rows[0].written_at.toISOString() };
  }

  /** The notes with which left messages were closed, each once however often it is told. The chats must be there. */
  async insertSessionNotes(tx: EntityManager, closed: readonly EventData<'message.closed'>[]): Promise<void> {
    if (closed.length === 0) return;
    await tx.query(INSERT_SESSION_NOTES, [
      closed.map(({ chatId }) => chatId),
      closed.map(({ agentId }) => agentId),
      closed.map(({ closedAt }) => closedAt),
      closed.map(({ note }) => note),
    ]);
  }

  async find(manager: EntityManager, chatId: string, noteId: string): Promise<ChatNote | undefined> {
    const rows: Row[] = await manager.query(`${NOTES} AND note_id = $2`, [chatId, noteId]);
    return rows.map(toNote)[0];
  }

  /** At most `limit` notes about the chat that are older than `before`, newest first. */
  async page(manager: EntityManager, chatId: string, before: string | null, limit: number): Promise<ChatNote[]> {
    const rows: Row[] = await manager.query(
      `${NOTES} AND ($2::uuid IS NULL OR
         (written_at, note_id) < (SELECT written_at, note_id FROM note WHERE chat_id = $1 AND note_id = $2))
       ORDER BY written_at DESC, note_id DESC LIMIT $3`,
      [chatId, before, limit],
    );
    return rows.map(toNote);
  }
}

function toNote(row: Row): ChatNote {
  const { note_id: noteId, chat_id: chatId, author_id: id, author_name: name, text, written_at: writtenAt } = row;
  return { noteId, chatId, author: { id, name }, text, writtenAt: writtenAt.toISOString() };
}
