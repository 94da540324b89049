import { z } from 'zod';
import { leftWhy } from '../data/chat';
import { customer } from '../data/parts';
import { timestamp } from '../timestamp';
import { MESSAGE_MAX, opaqueId, text, uuid } from '../values';

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

/** `POST /api/v1/intake/chats/{id}/cancel`; the body may be left out. */
export const cancelChatBody = z.strictObject({ reason: text(500, 1).optional() });
export type CancelChatBody = z.output<typeof cancelChatBody>;

const publicJwk = z.looseObject({ kty: z.string(), kid: z.string() });
/** `GET /api/v1/intake/jwks.json` (RFC 7517). */
export const intakeJwks = z.object({ keys: z.array(publicJwk) });
