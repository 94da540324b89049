import type { Actor, Availability, DeadlineKind, RoutingMethod, StrategyName, TeamRules } from './model';

/** A customer asks for an agent. The content of the request is none of the core's business. */
export interface RequestChat {
  readonly kind: 'request';
  readonly chatId: string;
  readonly requestHash: string;
  readonly actor: Actor;
}

/** The customer leaves, in whatever state the chat is, even before its request was heard of. */
export interface CancelChat {
  readonly kind: 'cancel';
  readonly chatId: string;
  readonly reason?: string;
  readonly actor: Actor;
}

/** An agent presses Assign. */
export interface ClaimChat {
  readonly kind: 'claim';
  readonly chatId: string;
  readonly agentId: string;
}

/** A manager gives a waiting chat to a named agent; `override` passes the agent's limit and is recorded. */
export interface AssignChat {
  readonly kind: 'assign';
  readonly chatId: string;
  readonly agentId: string;
  readonly override: boolean;
  readonly actor: Actor;
}

/** The owner or a manager moves a chat in progress to another agent; only a manager may pass that agent's limit. */
export interface TransferChat {
  readonly kind: 'transfer';
  readonly chatId: string;
  readonly agentId: string;
  readonly override: boolean;
  readonly actor: Actor;
}

/** The owner gives a chat back, or a manager takes it away: it waits again at its original place. */
export interface RequeueChat {
  readonly kind: 'requeue';
  readonly chatId: string;
  readonly actor: Actor;
}

/** An agent takes a left message; it counts as no assigned chat. */
export interface TakeMessage {
  readonly kind: 'take-message';
  readonly chatId: string;
  readonly agentId: string;
}

/** A left message is answered. The note is none of the core's business. */
export interface CloseMessage {
  readonly kind: 'close-message';
  readonly chatId: string;
  readonly actor: Actor & { readonly id: string };
}

export interface EndChat {
  readonly kind: 'end';
  readonly chatId: string;
  readonly reason?: string;
  readonly actor: Actor;
}

export interface SetAvailability {
  readonly kind: 'set-availability';
  readonly agentId: string;
  readonly availability: Availability;
}

export interface SetPresence {
  readonly kind: 'set-presence';
  readonly agentId: string;
  readonly connected: boolean;
  readonly version: number;
}

export interface ConfigureAgent {
  readonly kind: 'configure-agent';
  readonly agentId: string;
  readonly name: string;
  readonly active: boolean;
  readonly capacity?: number;
  readonly version: number;
}

export interface ConfigureTeam {
  readonly kind: 'configure-team';
  readonly name: string;
  readonly method: RoutingMethod;
  readonly strategy: StrategyName;
  readonly defaultCapacity: number;
  readonly rules: TeamRules;
  readonly removed: boolean;
  readonly version: number;
}

/** The time of a deadline may have come: it is looked at again under the lock. */
export interface Lapse {
  readonly kind: 'lapse';
  readonly deadline: DeadlineKind;
  readonly subjectId: string;
}

/** Give waiting chats to whoever has a place, oldest chat first. */
export interface Drain {
  readonly kind: 'drain';
}

export type Command =
  | RequestChat
  | CancelChat
  | ClaimChat
  | AssignChat
  | TransferChat
  | RequeueChat
  | TakeMessage
  | CloseMessage
  | EndChat
  | SetAvailability
  | SetPresence
  | ConfigureAgent
  | ConfigureTeam
  | Lapse
  | Drain;
