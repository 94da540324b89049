import type { EventData } from '@switchboard/contracts';
import type { Command, Decided, Decision, TeamLoad } from '@switchboard/routing-domain';

/** Where a command came from, for the events that follow from it. */
export interface Trace {
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly traceparent?: string;
}

/** Commands for one transaction. All have the same code behind them, a single command is a batch of one. */
export interface Work {
  /** Team id → its commands, in their order. */
  readonly commands: ReadonlyMap<string, readonly Command[]>;
  /** What the customers wrote, for the requests among the commands; the core has no need of it. */
  readonly requests?: ReadonlyMap<Command, EventData<'chat.requested'>>;
  /** Session notes, for the left messages that the commands close. */
  readonly notes?: ReadonlyMap<Command, string>;
  readonly traces?: ReadonlyMap<Command, Trace>;
  /** Teams that have no row stay unknown rather than becoming placeholders. */
  readonly existingTeamsOnly?: boolean;
}

/**
 * For work that nobody waits for: it is found again, and whoever does it has other teams to look after than the one whose
 * lock is held for long (routing.md, step 1).
 */
export const UNATTENDED = { lockTimeoutMs: 2_000, attempts: 2 } as const;

/** One team's part of it: what was read and what was decided. */
export interface TeamOutcome {
  readonly load: TeamLoad;
  readonly decided: Decided;
}

export interface Executed {
  readonly teams: readonly TeamOutcome[];
  /** Commands of teams that have no row and get none. */
  readonly unknownTeams: readonly { teamId: string; commands: readonly Command[] }[];
  /** Teams that a drain has to look at, once the transaction has committed. */
  readonly drainDue: readonly string[];
}

/** All decisions of all teams, team by team in the order of their commands. */
export const decisionsOf = (executed: Executed): Decision[] => executed.teams.flatMap((t) => t.decided.decisions);
