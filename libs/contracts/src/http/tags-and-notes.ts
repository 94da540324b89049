import { z } from 'zod';
import { SENT_MAX, TAG_MAX } from '../limits';
import { timestamp } from '../timestamp';
import { textFault, trimmedText, uuid } from '../values';
import { idParams, listOf, listQuery } from './common';

const breaking = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const telling = /[\p{L}\p{N}\p{S}]/u;

function tagFault(value: string): string | undefined {
  if (breaking.test(value)) return 'must be one line without control characters';
  // What cannot be seen tells nothing, and `..` in an address would stand for another address.
  if (!telling.test(value)) return 'must contain a letter, a number or a symbol';
  return undefined;
}

/** A word by which a team finds chats again: one line of 1 to 40 characters, trimmed, as NFC. */
export const tag = z
  .string()
  .normalize('NFC')
  .trim()
  .check((context) => {
    const message = textFault(context.value, TAG_MAX, 1) ?? tagFault(context.value);
    if (message !== undefined) context.issues.push({ code: 'custom', message, input: context.value });
  })
  .meta({ minLength: 1, maxLength: TAG_MAX });

/** `PUT` and `DELETE /api/v1/intake/chats/{id}/tags/{tag}`. */
export const tagParams = idParams.extend({ tag });
/** All tags of the chat after the change, in the order in which they were given. */
export const chatTags = z.object({ tags: z.array(z.string()) });
export type ChatTags = z.output<typeof chatTags>;

/** `GET /api/v1/intake/tags`: those of the team's tags that begin so, in whatever case. */
export const teamTagsQuery = listQuery.extend({ prefix: trimmedText(TAG_MAX).default('') });
export const teamTags = listOf(z.string());
export type TeamTags = z.output<typeof teamTags>;

/** `POST /api/v1/intake/chats/{id}/notes`. The author's id of the note makes a repetition harmless. */
export const writeNoteBody = z.strictObject({
  noteId: uuid,
  /** Plain text of 1 to 4,000 characters, trimmed. */
  text: trimmedText(SENT_MAX, 1),
});
export type WriteNoteBody = z.output<typeof writeNoteBody>;

/** What somebody of the team noted about a chat, for colleagues. */
export const chatNote = z.object({
  noteId: uuid,
  chatId: uuid,
  author: z.object({ id: uuid, name: z.string() }),
  text: z.string(),
  writtenAt: timestamp,
});
export type ChatNote = z.output<typeof chatNote>;

/** `GET /api/v1/intake/chats/{id}/notes`: newest first. */
export const chatNotesQuery = listQuery;
export const chatNotes = listOf(chatNote);
export type ChatNotes = z.output<typeof chatNotes>;
