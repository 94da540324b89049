/**
 * What somebody outside was promised, one JSON line each: an answer 2xx of a service, or the broker's acknowledgement.
 * A census is no promise but a look at a team from outside, taken in one statement and so at one point of its sequence.
 */
export type LedgerEntry =
  | { readonly kind: 'request'; readonly teamId: string; readonly chatId: string; readonly via: 'http' | 'kafka' }
  | { readonly kind: 'cancel'; readonly teamId: string; readonly chatId: string }
  | { readonly kind: 'claim'; readonly teamId: string; readonly chatId: string; readonly agentId: string }
  | { readonly kind: 'end'; readonly teamId: string; readonly chatId: string }
  | { readonly kind: 'close'; readonly teamId: string; readonly chatId: string; readonly agentId: string }
  | { readonly kind: 'message'; readonly teamId: string; readonly chatId: string; readonly messageId: string }
  | Census;

/** A team's row and its agents' rows as they were together once. */
export interface Census {
  readonly kind: 'census';
  readonly teamId: string;
  /** The team's sequence: every event of the team up to this number has happened, none after it. */
  readonly sequence: number;
  readonly waiting: number;
  readonly agents: readonly AgentRow[];
}

export const standings = ['free', 'full', 'busy', 'hidden', 'disconnected', 'inactive'] as const;
export type Standing = (typeof standings)[number];

export interface AgentRow {
  readonly id: string;
  readonly teamId: string;
  readonly eligible: boolean;
  readonly capacity: number;
  readonly activeChats: number;
  readonly lastSequence: number;
  /** Which of the team's counters of agents counts this one. */
  readonly standing: Standing;
  /** Versions of availability, presence and configuration in one text: equal means that nothing of them has changed. */
  readonly versions: string;
}

export interface TeamRow {
  readonly id: string;
  readonly method: string;
  readonly removed: boolean;
  readonly sequence: number;
  readonly waiting: number;
  /** How many agents have which standing, as the team's row counts them. */
  readonly standings: Readonly<Record<Standing, number>>;
}

export interface ChatRow {
  readonly id: string;
  readonly teamId: string;
  readonly state: string;
  readonly agentId: string | null;
  readonly assignmentId: string | null;
  /** Who has closed it, if it is a left message. */
  readonly closedBy: string | null;
}

/** A chat as intake shows it to its customer. */
export interface IntakeChatRow {
  readonly id: string;
  readonly teamId: string;
  readonly state: string;
  /** It became a left message, and that is closed. */
  readonly isLeft: boolean;
  readonly isClosed: boolean;
}

export interface AssignmentRow {
  readonly id: string;
  readonly chatId: string;
  readonly teamId: string;
  readonly agentId: string;
  readonly active: boolean;
}

/** The databases after everything has come to rest. Schemas that are not there give empty lists. */
export interface DatabaseState {
  readonly teams: readonly TeamRow[];
  readonly agents: readonly AgentRow[];
  readonly chats: readonly ChatRow[];
  readonly assignments: readonly AssignmentRow[];
  /** False while routing hears no beat and so rightly assigns to nobody. */
  readonly presenceIsLive: boolean;
  /** Undefined: the schema is not there. */
  readonly intakeChats: readonly IntakeChatRow[] | undefined;
  /** Entries of the agents' feeds about assignments and left messages; undefined: the schema is not there. */
  readonly fed: readonly { readonly teamId: string; readonly event: string }[] | undefined;
  /** The number of the last change of each agent's presence; undefined: the schema is not there. */
  readonly presences: readonly { readonly agentId: string; readonly version: number }[] | undefined;
  /** Rows that a service has not published, and those that its broker refused for good. */
  readonly outboxes: readonly { readonly service: string; readonly waiting: number; readonly setAside: number }[];
}

/** A record as it lies in its topic. */
export interface PublishedRecord {
  /** Name without the namespace. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | undefined;
  readonly value: string | undefined;
}

/** All that the checker looks at. It asks nobody else, and knows nothing of how routing is made. */
export interface Evidence {
  readonly ledger: readonly LedgerEntry[];
  readonly database: DatabaseState;
  /** Every record of every topic, dead letters included; in a partition in the order of its offsets. */
  readonly records: readonly PublishedRecord[];
}
