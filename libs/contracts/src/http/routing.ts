import { z } from 'zod';
import { assignmentCause, chatOutcome, queuedWhy } from '../data/chat';
import { actor, availability, customer, routingMethod } from '../data/parts';
import { timestamp } from '../timestamp';
import { attributes, capacity, sequence, text, uuid, version } from '../values';
import { listOf, listQuery } from './common';
import { chatState } from './intake';

/** `GET /api/v1/routing/chats`: oldest first. `agentId` narrows chats in progress to one agent's. */
export const routingChatsQuery = listQuery.extend({
  state: z.enum(['waiting', 'in_progress']).default('waiting'),
  agentId: uuid.optional(),
});

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
  agent: z.object({ id: uuid, name: z.string() }).nullable(),
  assignmentId: uuid.nullable(),
  assignedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
});
export type RoutingChat = z.output<typeof routingChat>;
export const routingChats = listOf(routingChat);

/** `POST /api/v1/routing/chats/{id}/assign`: `override` passes the agent's limit, and is recorded. */
export const assignChatBody = z.strictObject({ agentId: uuid, override: z.boolean().default(false) });

/** `POST /api/v1/routing/chats/{id}/end`; the body may be left out. */
export const endChatBody = z.strictObject({ reason: text(500, 1).optional() });

/** `GET /api/v1/routing/chats/{id}/position`. Exact up to 100; beyond, `position` is 101 and `exact` false ("100+"). */
export const chatPosition = z.object({
  chatId: uuid,
  state: chatState,
  position: z.int().min(1).nullable(),
  exact: z.boolean(),
});
export type ChatPosition = z.output<typeof chatPosition>;

/** One thing that routing decided about a chat, in words, with the facts behind them. */
export const routingDecision = z.object({
  kind: z.enum(['queued', 'assigned', 'ended']),
  at: timestamp,
  sentence: z.string(),
  why: queuedWhy.optional(),
  agent: z.object({ id: uuid, name: z.string() }).optional(),
  method: routingMethod.optional(),
  cause: assignmentCause.optional(),
  strategy: z.string().optional(),
  settingsVersion: version.optional(),
  facts: attributes.optional(),
  outcome: chatOutcome.optional(),
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

/** `PUT /api/v1/routing/agents/{id}/availability`; `me` stands for the caller. */
export const setAvailabilityBody = z.strictObject({ availability });
export const routingAgentParams = z.object({ id: z.union([z.literal('me'), uuid]) });

/** A team that requests or agents name and settings has not described yet. */
export const placeholder = z.object({ teamId: uuid, waiting: z.int(), since: timestamp });
export const placeholders = listOf(placeholder);
