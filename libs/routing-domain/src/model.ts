import type { Instant } from './instant';
import type { Schedule } from './opening-hours';

export type { Instant };

export type RoutingMethod = 'manual' | 'automatic';
export type StrategyName = 'least-assigned' | 'round-robin';
export type Availability = 'available' | 'busy' | 'hidden';
export type ChatState = 'waiting' | 'in_progress' | 'ended' | 'cancelled' | 'left_message';

/** What happens to an agent's chats when the grace period after a lost connection is over. */
export type AfterGrace = 'keep' | 'requeue' | 'reassign';

/** Who did it. `system` is routing itself. */
export interface Actor {
  readonly kind: 'system' | 'agent' | 'manager' | 'operator' | 'customer' | 'channel';
  readonly id?: string;
  readonly name?: string;
}

/** What a manager has settled for the team beyond method, strategy and capacity. */
export interface TeamRules {
  readonly graceSeconds: number;
  readonly afterGrace: AfterGrace;
  /** A chat in progress ends after so long without a message; undefined = never. */
  readonly inactivitySeconds: number | undefined;
  /** When a request becomes a left message instead of waiting. */
  readonly leftMessage: { readonly outsideHours: boolean; readonly nobodyAvailable: boolean };
  readonly schedule: Schedule;
}

/** The rules of a team that settings has not described yet. */
export const NO_RULES: TeamRules = {
  graceSeconds: 60,
  afterGrace: 'keep',
  inactivitySeconds: undefined,
  leftMessage: { outsideHours: false, nobodyAvailable: false },
  schedule: { timeZone: 'UTC', hours: [], holidays: [] },
};

/** The first thing that keeps automatic assignment from picking an agent; `free` = nothing does. */
export type Standing = 'free' | 'full' | 'busy' | 'hidden' | 'disconnected' | 'inactive';

/** How many agents of a team have each standing. */
export type Census = Readonly<Record<Standing, number>>;

/** A team's routing state: everything here is guarded by the lock on the team's row. */
export interface Team {
  readonly id: string;
  readonly name: string;
  /** Version of the settings the team is routed under; 0 = a placeholder that settings has not described yet. */
  readonly version: number;
  readonly method: RoutingMethod;
  readonly strategy: StrategyName;
  readonly defaultCapacity: number;
  readonly removed: boolean;
  readonly rules: TeamRules;
  /** Counters like `waiting`: kept with every change of an agent, so that nobody has to count 50,000 agents. */
  readonly census: Census;
  /** Last number given out: queue places, assignments and ends share the one sequence of the team. */
  readonly sequence: number;
  /** Chats in state `waiting`. */
  readonly waiting: number;
  /** A place may be free while chats wait: a drain has to look. */
  readonly drainDue: boolean;
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  /** An active member of the team, as settings says. */
  readonly active: boolean;
  /** Fact: holds the stream. */
  readonly connected: boolean;
  /** Intent: what the agent chose. */
  readonly availability: Availability;
  readonly availabilityVersion: number;
  /** The agent's own limit, if it has one. */
  readonly ownCapacity: number | undefined;
  /** The limit that holds: the agent's own or the team's default. */
  readonly capacity: number;
  /** Chats in progress that the agent owns: the one counter that ranks and limits. */
  readonly activeChats: number;
  /** Team sequence of the agent's last assignment by any path; 0 = never had one. */
  readonly lastSequence: number;
  /** 0 = heard of (presence came first), not described by settings yet. */
  readonly configurationVersion: number;
  readonly presenceVersion: number;
}

export interface Chat {
  readonly id: string;
  readonly teamId: string;
  readonly state: ChatState;
  readonly requestHash: string;
  /** Place in the order of acceptance. */
  readonly queueSequence: number;
  readonly enqueuedAt: Instant;
  readonly agentId?: string;
  readonly assignmentId?: string;
  /** Who gave the chat up last: it does not go straight back while others are eligible. */
  readonly givenUpBy?: string;
  /** A left message that has been answered; until then `agentId` is who has taken it, if anybody. */
  readonly closedBy?: string;
}

export type DeadlineKind = 'grace' | 'inactivity' | 'hours';

/** Something that happens by itself at a time: `subjectId` is the agent (grace), the chat (inactivity), the team (hours). */
export interface Deadline {
  readonly kind: DeadlineKind;
  readonly subjectId: string;
  readonly dueAt: Instant;
}

/** What was read about one team, after its row was locked. */
export interface TeamLoad {
  readonly team: Team;
  /** Nobody is assigned automatically: no sign of life from presence, so nobody knows who is still there. */
  readonly paused: boolean;
  /** Agents that commands name and that belong to another team. */
  readonly foreignAgents: ReadonlySet<string>;
  /** The best candidates in the strategy's order (if `candidatesRead`), and every agent that a command names. */
  readonly agents: readonly Agent[];
  /** False when the candidates were not read, because the commands alone do not need them. */
  readonly candidatesRead: boolean;
  /** Chats that commands name, also those of other teams, which are conflicts; and all chats of agents who may lose theirs. */
  readonly chats: readonly Chat[];
  /** The oldest waiting chats, oldest first; read for a drain, and when a team closes. */
  readonly waiting: readonly Chat[];
  /** Cancels that came before their request: chat id → reason. */
  readonly earlyCancels: ReadonlyMap<string, string | undefined>;
  /** The deadlines that `lapse` commands name, as far as they still stand. */
  readonly deadlines: readonly Deadline[];
}

/** The team gives its chats to agents by itself. */
export const isAutomatic = (team: Team): boolean => team.method === 'automatic' && !team.removed;

/** Where an agent stands; the condition of the index on agents says the same as `free`. */
export function standingOf(agent: Agent): Standing {
  if (!agent.active) return 'inactive';
  if (!agent.connected) return 'disconnected';
  if (agent.availability !== 'available') return agent.availability;
  return agent.activeChats < agent.capacity ? 'free' : 'full';
}

/** Who can be picked automatically: eligible, with a place left. */
export const isCandidate = (agent: Agent): boolean => standingOf(agent) === 'free';

/** No more commands can change who owns the chat. */
export const isOver = (chat: Chat): boolean => chat.state !== 'waiting' && chat.state !== 'in_progress';

/** Closes a discriminated union: a new member that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
