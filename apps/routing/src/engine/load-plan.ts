import { type Command, isAutomatic } from '@switchboard/routing-domain';
import type { LockedTeam } from './team.repository';

/** At most so many waiting chats are given out in one transaction, so that a team's lock is held some 14 ms. */
export const DRAIN_CHUNK = 500;

/** What has to be read for the commands of one team, besides its row. */
export interface LoadPlan {
  readonly locked: LockedTeam;
  readonly commands: readonly Command[];
  readonly chatIds: readonly string[];
  /** Chats whose owner the command needs as well. */
  readonly ownersOf: ReadonlySet<string>;
  readonly agentIds: readonly string[];
  readonly drains: boolean;
  /** How many of the best candidates; 0 = none are needed. */
  readonly candidates: number;
}

/** Plans the reading of one team. */
export function planLoad(locked: LockedTeam, commands: readonly Command[]): LoadPlan {
  const chatIds: string[] = [];
  const ownersOf = new Set<string>();
  const agentIds: string[] = [];
  let requests = 0;
  for (const command of commands) {
    if ('chatId' in command) chatIds.push(command.chatId);
    if ('chatId' in command && command.kind !== 'request') ownersOf.add(command.chatId);
    if ('agentId' in command) agentIds.push(command.agentId);
    if (command.kind === 'request') requests++;
  }
  const drains = commands.some((command) => command.kind === 'drain');
  // A new default capacity concerns agents that are read as candidates only in part: the drain comes after it.
  const reconfigures = commands.some((command) => command.kind === 'configure-team');
  const candidates = reconfigures ? 0 : candidatesNeeded(locked, commands.length, requests, drains);
  return { locked, commands, chatIds, ownersOf, agentIds, drains, candidates };
}

/**
 * k chats touch at most the first k candidates (routing.md, step 4), and every other command of the batch at most one
 * more; the one beyond them is the runner-up of the last choice.
 */
function candidatesNeeded({ team, silent }: LockedTeam, commands: number, requests: number, drains: boolean): number {
  if (!isAutomatic(team) || silent) return 0;
  if (drains) return Math.min(DRAIN_CHUNK, team.waiting) + 1;
  return requests > 0 && team.waiting === 0 ? commands + 1 : 0;
}
