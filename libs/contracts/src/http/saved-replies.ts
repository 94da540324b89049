import { z } from 'zod';
import { SENT_MAX } from '../limits';
import { trimmedText, uuid, version } from '../values';

/** As many as a person still finds something in, and few enough to be read at once. */
export const SAVED_REPLIES_MAX = 500;

/** What is typed behind `/`: one word of letters and digits of any script. Composed (NFC), as keyboards write it. */
export const shortcut = z
  .string()
  .normalize('NFC')
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,31}$/u,
    'must be 1 to 32 letters, digits, _ or -, a letter or digit first',
  );

/** Sent as a message once an agent has chosen it; `{customer}` and `{agent}` stand for their names. */
const replyText = trimmedText(SENT_MAX, 1);

export const savedReply = z.object({ id: uuid, teamId: uuid, shortcut: z.string(), text: z.string(), version });
export type SavedReply = z.output<typeof savedReply>;

export const createSavedReplyBody = z.strictObject({ shortcut, text: replyText });
export type CreateSavedReplyBody = z.output<typeof createSavedReplyBody>;

export const changeSavedReplyBody = z.strictObject({
  /** The version that the caller has read; may stand in `If-Match` instead. */
  version: version.optional(),
  shortcut: shortcut.optional(),
  text: replyText.optional(),
});
export type ChangeSavedReplyBody = z.output<typeof changeSavedReplyBody>;
