import type { ChatMessage, ReadMarks, Side } from '../api/types';
import type { Transcript } from './transcript';

export const nothingRead: ReadMarks = { customer: null, agent: null };

/** The marks with those that were heard of: a mark never goes back, whichever way and in whatever order it came. */
export function furthest(before: ReadMarks, heard: Partial<ReadMarks>): ReadMarks {
  const customer = further(before.customer, heard.customer);
  const agent = further(before.agent, heard.agent);
  return customer === before.customer && agent === before.agent ? before : { customer, agent };
}

const further = (known: number | null, heard: number | null | undefined): number | null =>
  heard == null || (known !== null && known >= heard) ? known : heard;

/** Up to which number the side has read; -1 where it has read nothing. */
export const readBy = (side: Side, { read }: Transcript): number => read[side] ?? -1;

/** What was said to this side and it has not read. */
export function unreadBy(side: Side, transcript: Transcript): ChatMessage[] {
  const mark = readBy(side, transcript);
  return transcript.messages.filter(({ seq, author }) => seq > mark && author.kind !== side);
}

/** Before which message the reader is shown that it begins to be new; null: nowhere. Undefined until there is a transcript. */
export type Divider = number | null | undefined;

/**
 * Where the divider is next. It follows what is unread for as long as nobody looks; whoever looks then finds it where it
 * was, though everything is read by that, until they answer. What comes while they look is no news to them.
 */
export function dividerAfter(before: Divider, side: Side, transcript: Transcript, isWatched: boolean): Divider {
  if (before === undefined || !isWatched) return unreadBy(side, transcript)[0]?.seq ?? null;
  if (before === null) return null;
  const isAnswered = transcript.messages.some(({ seq, author }) => seq > before && author.kind === side);
  return isAnswered ? null : before;
}
