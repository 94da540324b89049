import type { EndedBy, IntakeChat } from '@switchboard/contracts';

/**
 * What intake knows of a chat's course, told by routing. Facts arrive in any order and more than once, so each part
 * remembers the team sequence it comes from: whatever the order, the same facts lead to the same lifecycle.
 * Times are RFC 3339 UTC strings with milliseconds.
 */
export interface Lifecycle {
  readonly state: ChatState;
  /** The team sequence of the fact that set `state`; 0 when only the request is known. */
  readonly stateSeq: number;
  /** The last agent who got the chat; kept when the chat goes back to the queue. */
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly assignedSeq: number;
  readonly assignedAt: string | null;
  readonly enqueuedAt: string | null;
  readonly endedAt: string | null;
  /** Null while nobody has ended it; a left message is over without that. */
  readonly endedBy: EndedBy | null;
  /** Why the request became a left message, and when that was answered. */
  readonly leftWhy: LeftWhy | null;
  readonly messageClosedAt: string | null;
}

/** The states of a chat as the glossary names them. */
export type ChatState = IntakeChat['state'];
export type LeftWhy = NonNullable<NonNullable<IntakeChat['leftMessage']>['why']>;

export type LifecycleFact = { readonly seq: number } & (
  | { readonly kind: 'queued'; readonly enqueuedAt: string }
  | {
      readonly kind: 'assigned';
      readonly agent: { readonly id: string; readonly name: string };
      readonly enqueuedAt: string;
      readonly assignedAt: string;
    }
  | { readonly kind: 'left'; readonly why: LeftWhy }
  | { readonly kind: 'message-closed'; readonly closedAt: string }
  | {
      readonly kind: 'ended';
      readonly outcome: Extract<ChatState, 'ended' | 'cancelled' | 'left_message'>;
      readonly endedAt: string;
      readonly endedBy: EndedBy | null;
    }
);

export const unheardOf: Lifecycle = {
  state: 'waiting',
  stateSeq: 0,
  agentId: null,
  agentName: null,
  assignedSeq: 0,
  assignedAt: null,
  enqueuedAt: null,
  endedAt: null,
  endedBy: null,
  leftWhy: null,
  messageClosedAt: null,
};

/**
 * Applies one fact. The state follows the highest sequence only (contracts.md: a lower one is ignored for that chat);
 * times that a late fact carries are still taken in, because no later fact repeats them.
 * @returns the same object when the fact tells nothing new.
 */
export function follow(known: Lifecycle, fact: LifecycleFact): Lifecycle {
  const next = withDetails(withState(known, fact), fact);
  return isSame(known, next) ? known : next;
}

/** Whether nothing more can happen to a chat in this state that a cancel could change. */
export function isOver(state: ChatState): boolean {
  return state !== 'waiting' && state !== 'in_progress';
}

function withState(known: Lifecycle, fact: LifecycleFact): Lifecycle {
  const state = stateOf(fact);
  const later = fact.seq > known.stateSeq || (fact.seq === known.stateSeq && rank[state] > rank[known.state]);
  return later ? { ...known, state, stateSeq: fact.seq } : known;
}

// Routing numbers every change of a chat; should two ever share a number, the one nearer to the end stands.
const rank: Record<ChatState, number> = { waiting: 0, in_progress: 1, left_message: 2, ended: 3, cancelled: 4 };

function stateOf(fact: LifecycleFact): ChatState {
  switch (fact.kind) {
    case 'queued':
      return 'waiting';
    case 'assigned':
      return 'in_progress';
    case 'left':
    case 'message-closed':
      return 'left_message';
    case 'ended':
      return fact.outcome;
  }
}

function withDetails(known: Lifecycle, fact: LifecycleFact): Lifecycle {
  switch (fact.kind) {
    case 'queued':
      return { ...known, enqueuedAt: earlier(known.enqueuedAt, fact.enqueuedAt) };
    case 'assigned':
      return withAssignment({ ...known, enqueuedAt: earlier(known.enqueuedAt, fact.enqueuedAt) }, fact);
    case 'left':
      return { ...known, leftWhy: fact.why };
    case 'message-closed':
      return { ...known, messageClosedAt: earlier(known.messageClosedAt, fact.closedAt) };
    case 'ended':
      return { ...known, endedAt: earlier(known.endedAt, fact.endedAt), endedBy: fact.endedBy };
  }
}

function withAssignment(known: Lifecycle, fact: Extract<LifecycleFact, { kind: 'assigned' }>): Lifecycle {
  if (fact.seq <= known.assignedSeq) return known;
  return {
    ...known,
    agentId: fact.agent.id,
    agentName: fact.agent.name,
    assignedSeq: fact.seq,
    assignedAt: fact.assignedAt,
  };
}

function earlier(known: string | null, told: string): string {
  return known !== null && Date.parse(known) <= Date.parse(told) ? known : told;
}

function isSame(one: Lifecycle, other: Lifecycle): boolean {
  return (Object.keys(one) as (keyof Lifecycle)[]).every((part) => one[part] === other[part]);
}
