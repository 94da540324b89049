import { z } from 'zod';
import { assignmentCause, chatOutcome, leftWhy, queuedWhy, requeueCause } from '../data/chat';
import { actor, availability, customer, routingMethod, strategy } from '../data/parts';
import { MESSAGE_MAX } from '../limits';
import { timestamp } from '../timestamp';
import { attributes, capacity, sequence, text, uuid, version } from '../values';
import { listOf, listQuery } from './common';
import { chatState } from './intake';

/** `GET /api/v1/routing/chats`: oldest first. `agentId` narrows chats in progress to one agent's. */
export const routingChatsQuery = listQuery.extend({
  state: z.enum(['waiting', 'in_progress']).default('waiting'),
  agentId: uuid.optional(),
});

const namedAgent = z.object({ id: uuid, name: z.string() });

/** A chat as agents and managers of its team see it. */
export const routingChat = z.object({
  id: uuid,
  teamId: uuid,
  state: chatState,
  /** Null once the chat has ended: routing keeps no text or name after that. */
  customer: customer.nullable(),
  firstMessage: z.string().nullable(),
  channelId: uuid.nullable(),
  requestedAt: timestamp,
  enqueuedAt: timestamp,
  /** Place in the waiting list, from 1. Null when it does not wait, or beyond the first 100 and not counted. */
  position: z.int().nullable(),
  agent: namedAgent.nullable(),
  assignmentId: uuid.nullable(),
  assignedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
});
export type RoutingChat = z.output<typeof routingChat>;
export const routingChats = listOf(routingChat);

/** `POST /api/v1/routing/chats/{id}/assign`: `override` passes the agent's limit, and is recorded. */
export const assignChatBody = z.strictObject({ agentId: uuid, override: z.boolean().default(false) });

/** `POST /api/v1/routing/chats/{id}/transfer`: to an agent with a free place; only a manager may `override` the limit. */
export const transferChatBody = z.strictObject({ agentId: uuid, override: z.boolean().default(false) });

/** `POST /api/v1/routing/chats/{id}/end`; the body may be left out. */
export const endChatBody = z.strictObject({ reason: text(500, 1).optional() });

/** What an estimated wait rests on, or why there is none. */
export const estimateBasis = z.enum([
  'free_place',
  'handle_times',
  'recent_assignments',
  'nobody_active',
  'no_history',
]);
export type EstimateBasis = z.output<typeof estimateBasis>;

/**
 * `GET /api/v1/routing/chats/{id}/position`. Exact up to 100; beyond, `position` is 101 and `exact` false ("100+"), and the
 * estimate is that of place 101, so at least that. Not waiting: all three are null.
 */
export const chatPosition = z.object({
  chatId: uuid,
  state: chatState,
  position: z.int().min(1).nullable(),
  exact: z.boolean(),
  estimatedWaitSeconds: z.int().nullable(),
  estimateBasis: estimateBasis.nullable(),
});
export type ChatPosition = z.output<typeof chatPosition>;

/** An agent as a decision saw one; `lastSequence` is the team's number of the last assignment, 0 = never had one. */
export const consideredAgent = namedAgent.extend({ activeChats: z.int(), lastSequence: sequence });

/** The agents of a team, each counted once, by the first thing that keeps automatic assignment from picking one. */
export const census = z.object({
  free: z.int(),
  full: z.int(),
  busy: z.int(),
  hidden: z.int(),
  disconnected: z.int(),
  inactive: z.int(),
});
export type Census = z.output<typeof census>;

/** One thing that routing decided about a chat, in words, with the facts behind them. */
export const routingDecision = z.object({
  kind: z.enum(['queued', 'assigned', 'requeued', 'ended']),
  at: timestamp,
  sentence: z.string(),
  why: z.union([queuedWhy, leftWhy]).optional(),
  agent: namedAgent.optional(),
  previousAgentId: uuid.optional(),
  method: routingMethod.optional(),
  cause: z.union([assignmentCause, requeueCause]).optional(),
  strategy: strategy.optional(),
  settingsVersion: version.optional(),
  facts: attributes.optional(),
  /** Automatic assignments: who came next, best first, as the decision saw them. */
  runnersUp: z.array(consideredAgent).optional(),
  /** Automatic assignments: how many could have been picked, and how many could not, for which reason. */
  considered: census.optional(),
  outcome: chatOutcome.optional(),
  /** Of an end: the session note of who ended the chat, or for `system` what ended it. */
  reason: z.string().optional(),
  actor: actor.optional(),
});
export type RoutingDecision = z.output<typeof routingDecision>;
export const routingDecisions = listOf(routingDecision);

/** An agent as colleagues see one: intent (availability) and fact (connected) apart. */
export const routingAgent = z.object({
  id: uuid,
  name: z.string(),
  active: z.boolean(),
  connected: z.boolean(),
  availability,
  availabilitySince: timestamp,
  availabilityVersion: sequence,
  activeChats: z.int(),
  capacity,
});
export type RoutingAgent = z.output<typeof routingAgent>;
export const routingAgents = listOf(routingAgent);

/** `PUT /api/v1/routing/agents/{id}/availability`. */
export const setAvailabilityBody = z.strictObject({ availability });

/** Of one agent; `me` stands for the caller. */
export const routingAgentParams = z.object({ id: z.union([z.literal('me'), uuid]) });

/** `GET /api/v1/routing/messages`: a left message that is not closed, oldest first. */
export const leftMessage = z.object({
  chatId: uuid,
  teamId: uuid,
  customer,
  text: z.string(),
  why: leftWhy,
  leftAt: timestamp,
  /** Who has taken it. */
  agent: namedAgent.nullable(),
});
export type LeftMessage = z.output<typeof leftMessage>;
export const leftMessages = listOf(leftMessage);

/** `POST /api/v1/routing/messages/{id}/close`: the session note says how it was answered. */
export const closeMessageBody = z.strictObject({ note: text(MESSAGE_MAX, 1) });

/** `GET /api/v1/routing/method-preview`: what would change if the team had this method now. */
export const methodPreviewQuery = z.strictObject({ method: routingMethod, strategy: strategy.optional() });
export const methodPreview = z.object({
  method: routingMethod,
  strategy,
  settingsVersion: version,
  waiting: z.int(),
  /** How many of the waiting would be assigned now. */
  assigned: z.int(),
  /** To whom, most chats first; counts add up to `assigned` while `complete`. */
  agents: z.array(namedAgent.extend({ activeChats: z.int(), capacity, assigned: z.int() })),
  /** False when so many would be assigned that only the first of them were played through. */
  complete: z.boolean(),
  /** "12 waiting, 9 would be assigned now." */
  sentence: z.string(),
});
export type MethodPreview = z.output<typeof methodPreview>;

/** A team that requests or agents name and settings has not described yet. */
export const placeholder = z.object({ teamId: uuid, waiting: z.int(), since: timestamp });
export const placeholders = listOf(placeholder);
