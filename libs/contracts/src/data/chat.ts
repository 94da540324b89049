import { z } from 'zod';
import { MESSAGE_MAX } from '../limits';
import { timestamp } from '../timestamp';
import { attributes, displayName, opaqueId, sequence, text, uuid, version } from '../values';
import { actor, customer, routingMethod, strategy } from './parts';

export const chatRequested = z.object({
  chatId: uuid,
  teamId: uuid,
  channelId: uuid.optional(),
  customer,
  firstMessage: text(MESSAGE_MAX).optional(),
  requestedAt: timestamp,
});

export const chatCancelled = z.object({
  chatId: uuid,
  teamId: uuid,
  // Upstream may leave it out: a customer who leaves must not stay in the queue for want of a reason.
  reason: text(500).default('customer left'),
});

/** Why a chat waits rather than being assigned at once. */
export const queuedWhy = z.enum(['manual', 'nobody_eligible', 'older_waiting', 'team_unknown', 'presence_unknown']);

export const chatQueued = z.object({
  chatId: uuid,
  teamId: uuid,
  queueSeq: sequence,
  enqueuedAt: timestamp,
  why: queuedWhy,
});

/** What led to an assignment. */
export const assignmentCause = z.enum(['request', 'drain', 'claim', 'transfer', 'reassign', 'manager']);

/** One sentence that people read, and the facts behind it that programs read. */
export const assignmentReason = z.object({ sentence: text(500, 1), facts: attributes });

export const chatAssigned = z.object({
  chatId: uuid,
  teamId: uuid,
  assignmentId: uuid,
  agent: z.object({ id: uuid, name: displayName }),
  previousAgentId: uuid.optional(),
  method: routingMethod,
  cause: assignmentCause,
  strategy: strategy.optional(),
  reason: assignmentReason,
  settingsVersion: version,
  enqueuedAt: timestamp,
  assignedAt: timestamp,
  actor,
});

/** What sent a chat back to the queue: its agent, a manager, the end of a grace period, the agent's leaving for good. */
export const requeueCause = z.enum(['release', 'grace_period', 'deactivated', 'manager']);

export const chatRequeued = z.object({
  chatId: uuid,
  teamId: uuid,
  previousAgentId: uuid,
  cause: requeueCause,
  enqueuedAt: timestamp,
  requeuedAt: timestamp,
  actor,
});

export const chatOutcome = z.enum(['ended', 'cancelled', 'left_message']);

export const chatEnded = z.object({
  chatId: uuid,
  teamId: uuid,
  agentId: uuid.optional(),
  outcome: chatOutcome,
  reason: text(500).optional(),
  endedAt: timestamp,
  actor,
});

/** Why a request became a left message. */
export const leftWhy = z.enum(['outside_hours', 'nobody_available']);

export const messageLeft = z.object({
  chatId: uuid,
  teamId: uuid,
  customer,
  text: text(MESSAGE_MAX),
  why: leftWhy,
});

export const messageClosed = z.object({
  chatId: uuid,
  teamId: uuid,
  agentId: uuid,
  note: text(MESSAGE_MAX),
  closedAt: timestamp,
});

export const chatMessage = z.object({
  messageId: uuid,
  chatId: uuid,
  teamId: uuid,
  seq: sequence,
  author: z.object({
    kind: z.enum(['customer', 'agent', 'channel', 'system']),
    id: opaqueId,
    name: displayName.optional(),
  }),
  text: text(MESSAGE_MAX, 1),
  sentAt: timestamp,
});

/** The sides of a conversation: the customer, and whoever owns the chat now. */
export const chatSide = z.enum(['customer', 'agent']);
export type ChatSide = z.output<typeof chatSide>;

export const chatActivity = z.object({
  chatId: uuid,
  teamId: uuid,
  side: chatSide,
  kind: z.enum(['typing', 'read']),
  /**
   * Of `read` the last message that the side has read. Of `typing` the last one that was said by then: whoever knows a later
   * one of that side has what was being typed.
   */
  seq: sequence,
});
