import { type Command, type DeadlineKind, isAutomatic, RUNNERS_UP } from '@switchboard/routing-domain';
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
  /** Agents who may lose all their chats. */
  readonly leaving: readonly string[];
  readonly deadlines: readonly { kind: DeadlineKind; subjectId: string }[];
  /** Of the queue: as many as there are places for, a chunk of it, or nothing. */
  readonly waiting: 'places' | 'chunk' | undefined;
  /** How many of the best candidates; 0 = none are needed. */
  readonly candidates: number;
  /** One more candidate for each chat of those who are leaving. */
  readonly reassigns: boolean;
}

/**
 * Plans the reading of one team.
 * @param known the chats that are there already: a request that comes again gets no agent
 */
export function planLoad(
  locked: LockedTeam,
  commands: readonly Command[],
  known: ReadonlyMap<string, unknown>,
): LoadPlan {
  const chatIds: string[] = [];
  const ownersOf = new Set<string>();
  const agentIds: string[] = [];
  const leaving: string[] = [];
  const deadlines: { kind: DeadlineKind; subjectId: string }[] = [];
  let requests = 0;
  let repeats = 0;
  for (const command of commands) {
    const chatId = chatOf(command);
    const agentId = agentOf(command);
    if (chatId !== undefined) chatIds.push(chatId);
    if (chatId !== undefined && command.kind !== 'request') ownersOf.add(chatId);
    if (agentId !== undefined) agentIds.push(agentId);
    if (agentId !== undefined && mayLeave(command)) leaving.push(agentId);
    if (command.kind === 'lapse') deadlines.push({ kind: command.deadline, subjectId: command.subjectId });
    if (command.kind !== 'request') continue;
    if (known.has(command.chatId)) repeats++;
    else requests++;
  }
  const drains = commands.some((command) => command.kind === 'drain');
  const closes = commands.some((command) => command.kind === 'lapse' && command.deadline === 'hours');
  // A new default capacity concerns agents that are read as candidates only in part: the drain comes after it.
  const reconfigures = commands.some((command) => command.kind === 'configure-team');
  const candidates = reconfigures ? 0 : candidatesNeeded(locked, commands.length - repeats, requests, drains);
  const waiting = closes ? 'chunk' : drains ? 'places' : undefined;
  const reassigns = leaving.length > 0 && reassignsAtOnce(locked);
  return { locked, commands, chatIds, ownersOf, agentIds, leaving, deadlines, waiting, candidates, reassigns };
}

/**
 * k chats touch at most the first k candidates (routing.md, step 4), and every other command of the batch at most one
 * more; those beyond them are the runners-up of the last choice.
 */
function candidatesNeeded({ team, silent }: LockedTeam, commands: number, requests: number, drains: boolean): number {
  if (!isAutomatic(team) || silent) return 0;
  if (drains) return Math.min(DRAIN_CHUNK, team.waiting) + RUNNERS_UP;
  return requests > 0 && team.waiting === 0 ? commands + RUNNERS_UP : 0;
}

function reassignsAtOnce({ team, silent }: LockedTeam): boolean {
  return isAutomatic(team) && !silent && team.waiting === 0 && team.rules.afterGrace === 'reassign';
}

/** The chats that the commands of a batch name. */
export const chatIdsOf = (commands: Iterable<readonly Command[]>): string[] =>
  [...commands].flatMap((ofTeam) => ofTeam.flatMap((command) => chatOf(command) ?? []));

function chatOf(command: Command): string | undefined {
  if (command.kind === 'lapse') return command.deadline === 'inactivity' ? command.subjectId : undefined;
  return 'chatId' in command ? command.chatId : undefined;
}

function agentOf(command: Command): string | undefined {
  if (command.kind === 'lapse') return command.deadline === 'grace' ? command.subjectId : undefined;
  return 'agentId' in command ? command.agentId : undefined;
}

const mayLeave = (command: Command): boolean =>
  command.kind === 'lapse' || (command.kind === 'configure-agent' && !command.active);
