import { z } from 'zod';
import { chatActivity, chatMessage, leftWhy } from '../data/chat';
import { customer } from '../data/parts';
import { MESSAGE_MAX, SENT_MAX } from '../limits';
import { timestamp } from '../timestamp';
import { opaqueId, sequence, text, trimmedText, uuid } from '../values';
import { listOf, listQuery } from './common';

/** The header that makes a repeated request answer the same chat; lower case, as Node gives it. */
export const idempotencyKeyHeader = 'idempotency-key';

/** The states of a chat, as the glossary of product.md names them. */
export const chatState = z.enum(['waiting', 'in_progress', 'ended', 'cancelled', 'left_message']);

/** `POST /api/v1/intake/chats`. Unknown fields are refused, so that a misspelt one is not silently lost. */
export const requestChatBody = z.strictObject({
  /** The channel's own id of the chat; without it intake gives one. */
  chatId: uuid.optional(),
  customer: z.strictObject(customer.shape),
  firstMessage: text(MESSAGE_MAX, 1).optional(),
});
export type RequestChatBody = z.output<typeof requestChatBody>;

/** The credential that a customer's page holds: a JWT for this one chat. */
export const chatToken = z.object({ token: z.string(), tokenExpiresAt: timestamp });
export type ChatToken = z.output<typeof chatToken>;

export const requestChatResponse = z.object({ chatId: uuid, teamId: uuid, state: chatState, ...chatToken.shape });
export type RequestChatResponse = z.output<typeof requestChatResponse>;

/** Who or what ended a chat: its customer, somebody of the team, or that nobody wrote for too long. */
export const endedBy = z.enum(['customer', 'team', 'inactivity']);
export type EndedBy = z.output<typeof endedBy>;

/** What the customer may know of a chat. The agent is shown while the chat is in progress, by name only. */
export const intakeChat = z.object({
  chatId: uuid,
  teamId: uuid,
  customerId: opaqueId.nullable(),
  state: chatState,
  agent: z.object({ name: z.string() }).nullable(),
  requestedAt: timestamp.nullable(),
  enqueuedAt: timestamp.nullable(),
  assignedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
  /** Null while the chat goes on, and for a left message, which nobody ended. */
  endedBy: endedBy.nullable(),
  /**
   * Of a left message: why nobody answers at once (null until that is heard of), and since when it is answered; until
   * then the customer may add to it.
   */
  leftMessage: z.object({ why: leftWhy.nullable(), closedAt: timestamp.nullable() }).nullable(),
  /** Set once the customer's leaving was accepted; `state` follows when routing has decided the outcome. */
  cancelRequestedAt: timestamp.nullable(),
});
export type IntakeChat = z.output<typeof intakeChat>;

/**
 * The same for agents and managers of the team, who are also told who the customer is, whence the chat came, and what
 * colleagues made of it.
 */
export const chatForAgents = intakeChat.extend({
  /** Null until the request itself has arrived. */
  customer: customer.nullable(),
  /**
   * Somebody vouches for the customer's id: a server of the channel, by its secret key, or an upstream system. Who asks with
   * a publishable key may take any id.
   */
  customerProven: z.boolean(),
  /** Null for requests from upstream systems; its name is null until settings have told it. */
  channel: z.object({ id: uuid, name: z.string().nullable() }).nullable(),
  /** Who has the chat or had it last; null as long as nobody ever had it. */
  lastAgent: z.object({ id: uuid, name: z.string() }).nullable(),
  /** In the order in which they were given. */
  tags: z.array(z.string()),
  /** How many notes there are to read. */
  noteCount: z.int(),
});
export type ChatForAgents = z.output<typeof chatForAgents>;

/** `GET /api/v1/intake/chats`: the chats of one customer, for agents and managers. */
export const customerChatsQuery = listQuery.extend({ customerId: opaqueId });
export const customerChats = listOf(chatForAgents);

/** `POST /api/v1/intake/chats/{id}/messages`. The sender's id of the message makes a repetition harmless. */
export const sendMessageBody = z.strictObject({
  messageId: uuid,
  /** Plain text of 1 to 4,000 characters, trimmed. */
  text: trimmedText(SENT_MAX, 1),
  /** From agents only, and needed there: the assignment by which the chat is theirs. */
  assignmentId: uuid.optional(),
});
export type SendMessageBody = z.output<typeof sendMessageBody>;

/** A message in the transcript of its chat. */
export const transcriptMessage = chatMessage.omit({ teamId: true });
export type TranscriptMessage = z.output<typeof transcriptMessage>;

/** `GET /api/v1/intake/chats/{id}/messages`: those that follow number `after`; without it from the beginning. */
export const transcriptQuery = listQuery
  .pick({ limit: true })
  .extend({ after: z.coerce.number().int().min(0).optional() });
export type TranscriptQuery = z.output<typeof transcriptQuery>;
/** The number of the last message that each side has read; null before the first. */
export const readMarks = z.object({ customer: sequence.nullable(), agent: sequence.nullable() });
export type ReadMarks = z.output<typeof readMarks>;
/**
 * In order of `seq`; `nextCursor` is the next page's `after`. A request's first message opens the transcript with number
 * 0 and the chat's id as its own; it is no `chat.message` event.
 */
export const transcript = listOf(transcriptMessage).extend({ read: readMarks });
export type Transcript = z.output<typeof transcript>;

/** `PUT /api/v1/intake/chats/{id}/read`: this side has seen the messages up to number `seq`. */
export const markReadBody = z.strictObject({ seq: sequence, assignmentId: uuid.optional() });
export type MarkReadBody = z.output<typeof markReadBody>;

/** `POST /api/v1/intake/chats/{id}/typing`; customers, and channels for them, may leave the body out. */
export const typingBody = z.strictObject({
  assignmentId: uuid.optional(),
  /** The last message that the writer knows: the sign is over with their next one, also if that arrives before it. */
  seq: sequence.optional(),
});

/** What the customer's stream brings as `activity`. */
export const activity = chatActivity.omit({ teamId: true });
export type Activity = z.output<typeof activity>;

/** `POST /api/v1/intake/chats/{id}/cancel`; the body may be left out. */
export const cancelChatBody = z.strictObject({ reason: text(500, 1).optional() });
export type CancelChatBody = z.output<typeof cancelChatBody>;

const publicJwk = z.looseObject({ kty: z.string(), kid: z.string() });
/** `GET /api/v1/intake/jwks.json` (RFC 7517). */
export const intakeJwks = z.object({ keys: z.array(publicJwk) });
