import { Injectable } from '@nestjs/common';
import { encodeEvents, Outbox } from '@switchboard/messaging';
import { answered } from '@switchboard/persistence';
import { type Chat, decide, type Decision, type TeamLoad, unreachable } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { AgentRepository } from './agent.repository';
import { eventsOf } from './announce';
import { ChatLoadsRepository, type KnownChats } from './chat-loads.repository';
import { ChatRepository } from './chat.repository';
import { ChatWrites } from './chat-writes';
import { DeadlineRepository } from './deadline.repository';
import { EarlyCancelRepository } from './early-cancel.repository';
import { chatIdsOf, type LoadPlan, planLoad } from './load-plan';
import { LoadRepository } from './load.repository';
import { notifyDrain } from './notify-drain';
import { pipelined } from './pipelined';
import { type LockedTeam, TeamRepository } from './team.repository';
import type { Executed, TeamOutcome, Work } from './work';

/**
 * The routing transaction of routing.md: lock the teams, read what the commands need, decide purely, write with unnest,
 * announce by the outbox. Rows and events are put together while PostgreSQL works on those before. Every change of a
 * chat, a counter, eligibility or a team's sequence comes through here.
 */
@Injectable()
export class RoutingEngine {
  constructor(
    private readonly teams: TeamRepository,
    private readonly known: ChatLoadsRepository,
    private readonly loads: LoadRepository,
    private readonly chats: ChatRepository,
    private readonly agents: AgentRepository,
    private readonly earlyCancels: EarlyCancelRepository,
    private readonly deadlines: DeadlineRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Does the work in the caller's transaction. Call `committed` with the result once that has committed. */
  async execute(tx: EntityManager, work: Work): Promise<Executed> {
    const { locked, known } = await this.lock(tx, work);
    const plans = locked.map((team) => planLoad(team, work.commands.get(team.team.id) ?? [], known.chats));
    const loads = await this.loads.read(tx, plans, known);
    const outcomes = decideAll(plans, loads);
    await this.write(tx, outcomes, work);
    return this.summary(work, outcomes);
  }

  /** The chats that commands name are read by a statement of its own, behind the lock but in the same round trip. */
  private async lock(
    tx: EntityManager,
    work: Work,
    again = true,
  ): Promise<{ locked: LockedTeam[]; known: KnownChats }> {
    const ids = [...work.commands.keys()].sort();
    const [locked, known] = await answered([
      this.teams.lock(tx, ids, work.existingTeamsOnly),
      this.known.named(tx, chatIdsOf(work.commands.values())),
    ]);
    if (locked.length === ids.length) return { locked, known };
    this.teams.forgetMissing(ids, locked);
    // A placeholder has perhaps expired in this moment: it is made again, and locked before anything is read.
    return again && !work.existingTeamsOnly ? this.lock(tx, work, false) : { locked, known };
  }

  private async write(tx: EntityManager, outcomes: readonly TeamOutcome[], work: Work): Promise<void> {
    const contents = await this.chats.contents(tx, leftWhileWaiting(outcomes));
    await pipelined(async (send) => {
      await this.agents.write(tx, outcomes, send);
      const writes = chatWrites(outcomes, work);
      await this.chats.write(tx, writes, send);
      const events = eventsOf(outcomes, { work, contents, assignmentOf: writes.assignmentOf });
      const rows = encodeEvents(events);
      void send(this.earlyCancels.write(tx, outcomes));
      void send(this.deadlines.write(tx, outcomes));
      void send(this.outbox.insert(tx, rows));
      void send(notifyDrain(tx, outcomes));
    });
  }

  private summary(work: Work, teams: readonly TeamOutcome[]): Executed {
    const found = new Set(teams.map((outcome) => outcome.load.team.id));
    const unknownTeams = [...work.commands]
      .filter(([teamId]) => !found.has(teamId))
      .map(([teamId, commands]) => ({ teamId, commands }));
    const drainDue = teams.filter((t) => t.decided.team.drainDue && !t.load.paused).map((t) => t.load.team.id);
    return { teams, unknownTeams, drainDue };
  }
}

/** Team by team. What an earlier team of this batch has just got, a chat id or an agent, is as taken as in the tables. */
function decideAll(plans: readonly LoadPlan[], loads: readonly TeamLoad[]): TeamOutcome[] {
  const born = new Map<string, Chat>();
  const joined = new Set<string>();
  return plans.map((plan, i) => {
    const read = loads[i];
    if (!read) throw new Error('a team was not read');
    const load = withTaken(plan, read, born, joined);
    const decided = decide(load, plan.commands, plan.locked.now);
    if (plans.length > 1) {
      for (const chat of decided.chats.values()) born.set(chat.id, chat);
      if (plan.agentIds.length > 0) for (const { id } of decided.agents) joined.add(id);
    }
    return { load, decided };
  });
}

function withTaken(
  plan: LoadPlan,
  read: TeamLoad,
  born: ReadonlyMap<string, Chat>,
  joined: ReadonlySet<string>,
): TeamLoad {
  const chats = born.size === 0 ? [] : plan.chatIds.flatMap((id) => born.get(id) ?? []);
  const agents = joined.size === 0 ? [] : plan.agentIds.filter((id) => joined.has(id));
  if (chats.length === 0 && agents.length === 0) return read;
  return { ...read, chats: [...read.chats, ...chats], foreignAgents: new Set([...read.foreignAgents, ...agents]) };
}

/** Chats that have waited before they became left messages: their text has to be read. */
function leftWhileWaiting(outcomes: readonly TeamOutcome[]): string[] {
  const ids: string[] = [];
  for (const { decided } of outcomes) {
    for (const d of decided.decisions) if (d.kind === 'ended' && d.why && !d.request) ids.push(d.chatId);
  }
  return ids;
}

function chatWrites(outcomes: readonly TeamOutcome[], { requests }: Work): ChatWrites {
  const writes = new ChatWrites(requests);
  for (const outcome of outcomes) {
    for (const decision of outcome.decided.decisions) record(writes, outcome, decision);
  }
  return writes;
}

function record(writes: ChatWrites, outcome: TeamOutcome, decision: Decision): void {
  switch (decision.kind) {
    case 'queued':
      return writes.queued(outcome, decision);
    case 'assigned':
      return writes.assigned(outcome, decision);
    case 'requeued':
      return writes.requeued(outcome, decision);
    case 'ended':
      return writes.ended(outcome, decision);
    case 'message-taken':
      return writes.taken(outcome, decision);
    case 'message-closed':
      return writes.closed(outcome, decision);
    case 'cancel-remembered':
    case 'availability-changed':
    case 'team-configured':
    case 'unchanged':
    case 'refused':
      return; // no chat's row changes
    default:
      return unreachable(decision);
  }
}
