import { Injectable } from '@nestjs/common';
import { answered } from '@switchboard/persistence';
import { type Agent, type Chat, isCandidate, RUNNERS_UP, type TeamLoad } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { AgentLoadsRepository } from './agent-loads.repository';
import { toAgent, toCandidate } from './agent-rows';
import { byTeam } from './by-team';
import { ChatLoadsRepository, type KnownChats } from './chat-loads.repository';
import { DRAIN_CHUNK, type LoadPlan } from './load-plan';

/** Reads what the core needs of the teams whose rows are locked: a few statements, whatever the number of teams. */
@Injectable()
export class LoadRepository {
  constructor(
    private readonly agents: AgentLoadsRepository,
    private readonly chats: ChatLoadsRepository,
  ) {}

  async read(tx: EntityManager, plans: readonly LoadPlan[], known: KnownChats): Promise<TeamLoad[]> {
    const owned = byTeam(await this.chats.owned(tx, plans));
    const extra = extraCandidates(plans, owned);
    const [named, foreign, deadlines, candidates] = await answered([
      this.agents.named(tx, plans, known.chats),
      this.agents.foreign(tx, plans),
      this.chats.deadlines(tx, plans),
      this.agents.candidates(tx, plans, extra),
    ]);
    const loads: TeamLoad[] = [];
    for (const plan of plans) {
      const { team, silent } = plan.locked;
      const own = new Map<string, Agent>();
      for (const row of candidates.get(team.id) ?? []) own.set(row.id, toCandidate(row));
      for (const row of named.get(team.id) ?? []) own.set(row.id, toAgent(row));
      const waiting = await this.waiting(tx, plan, own);
      loads.push({
        team,
        paused: silent,
        agents: [...own.values()],
        foreignAgents: foreign.get(team.id) ?? NOBODY,
        candidatesRead: plan.candidates > 0 || plan.reassigns,
        chats: [...namedChats(plan, known.chats), ...(owned.get(team.id) ?? [])],
        waiting,
        earlyCancels: known.cancels.get(team.id) ?? new Map<string, string | undefined>(),
        deadlines: deadlines.get(team.id) ?? [],
      });
    }
    return loads;
  }

  /** For a drain no more than there are places for: one free place costs the same however many wait. */
  private async waiting(tx: EntityManager, plan: LoadPlan, agents: Map<string, Agent>): Promise<readonly Chat[]> {
    const teamId = plan.locked.team.id;
    if (plan.waiting === undefined) return [];
    if (plan.waiting === 'chunk') return this.chats.waiting(tx, teamId, DRAIN_CHUNK);
    let places = 0;
    for (const agent of agents.values()) if (isCandidate(agent)) places += agent.capacity - agent.activeChats;
    const waiting = await this.chats.waiting(tx, teamId, Math.min(places, DRAIN_CHUNK));
    // A chat passes over who gave it up, so as many more candidates may be touched (routing.md, step 4).
    const passedOver = new Set(waiting.flatMap(({ givenUpBy }) => givenUpBy ?? [])).size;
    if (passedOver === 0) return waiting;
    const more = await this.agents.candidates(tx, [plan], new Map([[teamId, passedOver]]));
    for (const row of more.get(teamId) ?? []) if (!agents.has(row.id)) agents.set(row.id, toCandidate(row));
    return waiting;
  }
}

const NOBODY: ReadonlySet<string> = new Set();
const NO_CHATS: readonly Chat[] = [];

function namedChats(plan: LoadPlan, known: ReadonlyMap<string, Chat>): readonly Chat[] {
  return known.size === 0 ? NO_CHATS : plan.chatIds.flatMap((id) => known.get(id) ?? []);
}

/** Each chat of those who leave touches one candidate more, and each of them is passed over. */
function extraCandidates(plans: readonly LoadPlan[], owned: ReadonlyMap<string, Chat[]>): Map<string, number> {
  const extra = new Map<string, number>();
  for (const { locked, leaving, reassigns } of plans) {
    const chats = owned.get(locked.team.id)?.length ?? 0;
    if (reassigns && chats > 0) extra.set(locked.team.id, chats + leaving.length + RUNNERS_UP);
  }
  return extra;
}
