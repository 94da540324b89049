import type { CloseMessage, Command, ConfigureTeam, RequestChat } from './command';
import type {
  Actor,
  Agent,
  Availability,
  Census,
  Chat,
  DeadlineKind,
  Instant,
  RoutingMethod,
  StrategyName,
  Team,
} from './model';

/** Why a chat waits. */
export type QueuedWhy = 'manual' | 'team_unknown' | 'older_waiting' | 'nobody_eligible' | 'presence_unknown';

/** What settled the choice of an agent. */
export type DecidedBy = 'only-one' | 'fewest-chats' | 'never-had-one' | 'oldest-last-chat' | 'agent-id' | 'by-hand';

/** One sentence for people and the facts behind it: flat, so that they travel in an event and show as a table. */
export interface Reason {
  readonly sentence: string;
  readonly facts: {
    readonly decidedBy: DecidedBy;
    /** The agent as the decision saw it, before this chat was counted. */
    readonly activeChats: number;
    readonly capacity: number;
    /** Team sequence of the last assignment; 0 = never. */
    readonly lastSequence: number;
    /** How many agents could have been picked. */
    readonly candidates?: number;
    readonly runnerUpId?: string;
    readonly runnerUpActiveChats?: number;
    readonly runnerUpLastSequence?: number;
    /** Would have been among the first, but gave the chat up before. */
    readonly passedOverId?: string;
    /** True: a manager passed the agent's limit on purpose. */
    readonly override?: boolean;
  };
}

/** What an automatic choice looked at, bounded: who came next, and how many agents had which standing. */
export interface Considered {
  readonly runnersUp: readonly Pick<Agent, 'id' | 'name' | 'activeChats' | 'lastSequence'>[];
  readonly census: Census;
}

export type AssignmentCause = 'request' | 'drain' | 'claim' | 'transfer' | 'reassign' | 'manager';
export type RequeueCause = 'release' | 'grace_period' | 'deactivated' | 'manager';
/** Why a request became a left message. */
export type LeftWhy = 'outside_hours' | 'nobody_available';

export interface ChatQueued {
  readonly kind: 'queued';
  readonly request: RequestChat;
  readonly sequence: number;
  readonly enqueuedAt: Instant;
  readonly why: QueuedWhy;
}

export interface ChatAssigned {
  readonly kind: 'assigned';
  readonly chatId: string;
  /** Present when the request itself was assigned at once; otherwise the chat waited. */
  readonly request?: RequestChat;
  readonly agent: { readonly id: string; readonly name: string };
  /** Whose the chat was until now. */
  readonly previousAgentId?: string;
  readonly method: RoutingMethod;
  readonly cause: AssignmentCause;
  readonly strategy?: StrategyName;
  readonly reason: Reason;
  readonly considered?: Considered;
  readonly settingsVersion: number;
  readonly queueSequence: number;
  readonly sequence: number;
  readonly enqueuedAt: Instant;
  readonly assignedAt: Instant;
  readonly actor: Actor;
}

/** The chat waits again, at its original place. */
export interface ChatRequeued {
  readonly kind: 'requeued';
  readonly chatId: string;
  readonly previousAgentId: string;
  readonly cause: RequeueCause;
  readonly sequence: number;
  readonly enqueuedAt: Instant;
  readonly requeuedAt: Instant;
  readonly actor: Actor;
}

/** Every chat's last word. */
export interface ChatEnded {
  readonly kind: 'ended';
  readonly chatId: string;
  /** Present when the request itself came too late or became a left message: the chat is born over. */
  readonly request?: RequestChat;
  readonly outcome: 'ended' | 'cancelled' | 'left_message';
  /** Of a left message. */
  readonly why?: LeftWhy;
  readonly agentId?: string;
  readonly reason?: string;
  readonly sequence: number;
  readonly endedAt: Instant;
  readonly actor: Actor;
}

export interface MessageTaken {
  readonly kind: 'message-taken';
  readonly chatId: string;
  readonly agentId: string;
}

export interface MessageClosed {
  readonly kind: 'message-closed';
  readonly command: CloseMessage;
  readonly chatId: string;
  readonly agentId: string;
  readonly sequence: number;
  readonly closedAt: Instant;
}

export interface CancelRemembered {
  readonly kind: 'cancel-remembered';
  readonly chatId: string;
  readonly reason?: string;
}

export interface AvailabilityChanged {
  readonly kind: 'availability-changed';
  readonly agentId: string;
  readonly availability: Availability;
  readonly since: Instant;
  readonly version: number;
}

export interface TeamConfigured {
  readonly kind: 'team-configured';
  readonly command: ConfigureTeam;
  /** The new default has to be written out to the agents without a limit of their own. */
  readonly defaultCapacityChanged: boolean;
  /** The strategy stands in every agent's row, so that each strategy can have its own index. */
  readonly strategyChanged: boolean;
}

/** Nothing to do: what the command wants is already so, or is older than what is known. */
export interface Unchanged {
  readonly kind: 'unchanged';
  readonly command: Command;
  readonly because: 'duplicate' | 'already-so' | 'stale';
}

export type RefusalCode =
  | 'CHAT.CONFLICT'
  | 'CHAT.NOT_FOUND'
  | 'CHAT.ALREADY_ASSIGNED'
  | 'CHAT.ALREADY_ENDED'
  | 'CHAT.NOT_IN_PROGRESS'
  | 'CHAT.NOT_OWNER'
  | 'MESSAGE.NOT_FOUND'
  | 'MESSAGE.ALREADY_TAKEN'
  | 'MESSAGE.ALREADY_CLOSED'
  | 'AGENT.NOT_FOUND'
  | 'AGENT.INACTIVE'
  | 'AGENT.OTHER_TEAM'
  | 'AGENT.NOT_CONNECTED'
  | 'AGENT.AT_CAPACITY';

export interface Refused {
  readonly kind: 'refused';
  readonly command: Command;
  readonly code: RefusalCode;
  readonly detail: string;
  /** `CHAT.ALREADY_ASSIGNED`, `MESSAGE.ALREADY_TAKEN`: who has it. */
  readonly owner?: { readonly id: string; readonly name: string };
}

export type Decision =
  | ChatQueued
  | ChatAssigned
  | ChatRequeued
  | ChatEnded
  | MessageTaken
  | MessageClosed
  | CancelRemembered
  | AvailabilityChanged
  | TeamConfigured
  | Unchanged
  | Refused;

/** A deadline as it is to be; without `dueAt` it stands no longer. */
export interface DeadlineChange {
  readonly kind: DeadlineKind;
  readonly subjectId: string;
  readonly dueAt?: Instant;
}

/** What follows from the commands: the decisions in order, and the rows as they are afterwards. */
export interface Decided {
  readonly decisions: readonly Decision[];
  /** The same for each command: what was decided for it, nothing where nothing had to be. */
  readonly byCommand: readonly (readonly Decision[])[];
  readonly team: Team;
  /** Only the agents that changed, each once. */
  readonly agents: readonly Agent[];
  /** Chats (named by commands) as they are now. */
  readonly chats: ReadonlyMap<string, Chat>;
  /** Each deadline once. */
  readonly deadlines: readonly DeadlineChange[];
}
