/** RFC 3339 UTC with milliseconds. Text, because the core compares no clocks and events carry it as it is. */
export type Instant = string;

export type RoutingMethod = 'manual' | 'automatic';
export type StrategyName = 'least-assigned';
export type Availability = 'available' | 'busy' | 'hidden';
export type ChatState = 'waiting' | 'in_progress' | 'ended' | 'cancelled' | 'left_message';

/** Who did it. `system` is routing itself. */
export interface Actor {
  readonly kind: 'system' | 'agent' | 'manager' | 'operator' | 'customer' | 'channel';
  readonly id?: string;
  readonly name?: string;
}

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
  /** Chats that commands name; also those of other teams, which are conflicts. */
  readonly chats: readonly Chat[];
  /** The oldest waiting chats, oldest first; read for a drain only. */
  readonly waiting: readonly Chat[];
  /** Cancels that came before their request: chat id → reason. */
  readonly earlyCancels: ReadonlyMap<string, string | undefined>;
}

/** The team gives its chats to agents by itself. */
export const isAutomatic = (team: Team): boolean => team.method === 'automatic' && !team.removed;

/** The condition of the index on agents: who can be picked automatically. */
export const isEligible = (agent: Agent): boolean =>
  agent.active && agent.connected && agent.availability === 'available';

/** Who can be picked automatically and has a place left. */
export const isCandidate = (agent: Agent): boolean => isEligible(agent) && agent.activeChats < agent.capacity;

/** Closes a discriminated union: a new member that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
