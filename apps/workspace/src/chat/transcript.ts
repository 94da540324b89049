import type { ChatMessage, ReadMarks } from '../api/types';
import { furthest, nothingRead } from './read-marks';

/** A message that the page has sent, or tries to, and that does not stand in the transcript yet. */
export interface Outgoing {
  readonly messageId: string;
  readonly text: string;
  readonly sentAt: string;
  /** The agent's assignment, by which intake knows whether the agent still has the chat. */
  readonly assignmentId?: string | undefined;
  /** `failed` was refused or never answered; sending it again under the same id cannot make it two. */
  readonly delivery: 'sending' | 'failed';
}

/** What was said in a chat, in the order of `seq`, what is on its way, and how far each side has read. */
export interface Transcript {
  readonly messages: readonly ChatMessage[];
  readonly outgoing: readonly Outgoing[];
  readonly read: ReadMarks;
}

export const emptyTranscript: Transcript = { messages: [], outgoing: [], read: nothingRead };

/**
 * The number up to which no message is missing; undefined before the first. A chat begins with 0, its request's first
 * message, or with 1 where the request had none.
 */
export function completeUpTo({ messages }: Transcript): number | undefined {
  let complete: number | undefined;
  for (const { seq } of messages) {
    if (complete === undefined ? seq > 1 : seq !== complete + 1) break;
    complete = seq;
  }
  return complete;
}

/** Adds messages, each once and in order, whichever way and however often they came. */
export function received(before: Transcript, messages: readonly ChatMessage[]): Transcript {
  const known = new Set(before.messages.map(({ seq }) => seq));
  const news = messages.filter(({ seq }) => !known.has(seq));
  const arrived = new Set(messages.map(({ messageId }) => messageId));
  const outgoing = before.outgoing.filter(({ messageId }) => !arrived.has(messageId));
  if (news.length === 0 && outgoing.length === before.outgoing.length) return before;
  const all = [...before.messages, ...news].sort((a, b) => a.seq - b.seq);
  return { ...before, messages: all, outgoing };
}

/** A side, or both, have read so far, or further already. */
export function readUpTo(before: Transcript, heard: Partial<ReadMarks>): Transcript {
  const read = furthest(before.read, heard);
  return read === before.read ? before : { ...before, read };
}

/** Whether a message is missing before the last one: the numbers of a chat have no gaps. */
export const hasGap = (transcript: Transcript): boolean => completeUpTo(transcript) !== transcript.messages.at(-1)?.seq;

/** The last message that is known; none while the reader's own are on their way, which will be behind it. */
export const lastSaid = ({ messages, outgoing }: Transcript): number | undefined =>
  outgoing.length > 0 ? undefined : messages.at(-1)?.seq;

/** The transcript with this message on its way, behind those that are. */
export const sending = (before: Transcript, message: Omit<Outgoing, 'delivery'>): Transcript => ({
  ...before,
  outgoing: [...before.outgoing, { ...message, delivery: 'sending' }],
});

/** The transcript with this message on its way again, and those before it, so that they keep their order. */
export function sendingAgain(before: Transcript, messageId: string, assignmentId?: string): Transcript {
  const last = before.outgoing.findIndex((each) => each.messageId === messageId);
  const outgoing = before.outgoing.map((each, i) =>
    i <= last ? { ...each, assignmentId, delivery: 'sending' as const } : each,
  );
  return { ...before, outgoing };
}

/** The message whose turn it is. One that failed holds those behind it until it is sent again or discarded. */
export function nextToSend({ outgoing: [first] }: Transcript): Outgoing | undefined {
  return first?.delivery === 'sending' ? first : undefined;
}

/** The message could not be sent; it stays, so that nothing that was written is lost. */
export function failed(before: Transcript, messageId: string): Transcript {
  const outgoing = before.outgoing.map((each) =>
    each.messageId === messageId ? { ...each, delivery: 'failed' as const } : each,
  );
  return { ...before, outgoing };
}

/** The message is given up. */
export function discarded(before: Transcript, messageId: string): Transcript {
  return { ...before, outgoing: before.outgoing.filter((each) => each.messageId !== messageId) };
}
