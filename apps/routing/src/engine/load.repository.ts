import { Injectable } from '@nestjs/common';
import { type Agent, type Chat, isCandidate, strategyNamed, type TeamLoad } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { type AgentRow, candidatesQuery, NAMED_AGENTS, toAgent } from './agent-rows';
import { type ChatRow, KNOWN_CHATS, toChat, WAITING_CHATS } from './chat-rows';
import { DRAIN_CHUNK, type LoadPlan } from './load-plan';
import { plainArray } from './sql-array';

type Many<T> = Map<string, T[]>;

/** Reads what the core needs of the teams whose rows are locked: at most four statements, whatever their number. */
@Injectable()
export class LoadRepository {
  async read(tx: EntityManager, plans: readonly LoadPlan[]): Promise<TeamLoad[]> {
    const known = await this.knownChats(tx, plans);
    const named = await this.namedAgents(tx, plans, known.chats);
    const candidates = await this.candidates(tx, plans);
    const loads: TeamLoad[] = [];
    for (const plan of plans) {
      const { team, silent } = plan.locked;
      const own = new Map<string, Agent>();
      for (const row of candidates.get(team.id) ?? []) own.set(row.id, toAgent(row));
      for (const row of named.get(team.id) ?? []) own.set(row.id, toAgent(row));
      loads.push({
        team,
        paused: silent,
        agents: [...own.values()],
        foreignAgents: foreign(plan, named),
        candidatesRead: plan.candidates > 0,
        chats: known.chats.size === 0 ? [] : plan.chatIds.flatMap((id) => known.chats.get(id) ?? []),
        waiting: plan.drains ? await this.waiting(tx, team.id, own.values()) : [],
        earlyCancels: known.cancels.get(team.id) ?? new Map<string, string | undefined>(),
      });
    }
    return loads;
  }

  private async knownChats(tx: EntityManager, plans: readonly LoadPlan[]) {
    const chats = new Map<string, Chat>();
    const cancels = new Map<string, Map<string, string | undefined>>();
    const ids = plans.flatMap((plan) => plan.chatIds);
    if (ids.length === 0) return { chats, cancels };
    for (const row of (await tx.query(KNOWN_CHATS, [plainArray(ids)])) as ChatRow[]) {
      if (row.state !== 'early_cancel') {
        chats.set(row.id, toChat(row));
        continue;
      }
      const ofTeam = cancels.get(row.teamId) ?? new Map<string, string | undefined>();
      cancels.set(row.teamId, ofTeam.set(row.id, row.reason ?? undefined));
    }
    return { chats, cancels };
  }

  /** Agents that commands name, and the owners of the chats that commands other than requests name; by team. */
  private async namedAgents(
    tx: EntityManager,
    plans: readonly LoadPlan[],
    chats: ReadonlyMap<string, Chat>,
  ): Promise<Many<AgentRow>> {
    const ids = new Set(plans.flatMap((plan) => plan.agentIds));
    for (const plan of plans) {
      for (const chatId of plan.ownersOf) {
        const chat = chats.get(chatId);
        if (chat?.state === 'in_progress' && chat.agentId !== undefined) ids.add(chat.agentId);
      }
    }
    if (ids.size === 0) return new Map();
    return byTeam((await tx.query(NAMED_AGENTS, [plainArray([...ids])])) as AgentRow[]);
  }

  /** Per team the first k candidates in the order of its strategy, by index. */
  private async candidates(tx: EntityManager, plans: readonly LoadPlan[]): Promise<Many<AgentRow>> {
    const rows: AgentRow[] = [];
    const wanting = plans.filter((plan) => plan.candidates > 0);
    for (const name of new Set(wanting.map((plan) => plan.locked.team.strategy))) {
      const same = wanting.filter((plan) => plan.locked.team.strategy === name);
      const ids = plainArray(same.map((plan) => plan.locked.team.id));
      const limits = plainArray(same.map((plan) => plan.candidates));
      rows.push(...((await tx.query(candidatesQuery(strategyNamed(name)), [ids, limits])) as AgentRow[]));
    }
    return byTeam(rows);
  }

  /** No more than there are places for: one free place costs the same however many wait. */
  private async waiting(tx: EntityManager, teamId: string, agents: Iterable<Agent>): Promise<Chat[]> {
    let places = 0;
    for (const agent of agents) if (isCandidate(agent)) places += agent.capacity - agent.activeChats;
    if (places === 0) return [];
    const rows = (await tx.query(WAITING_CHATS, [teamId, Math.min(places, DRAIN_CHUNK)])) as ChatRow[];
    return rows.map(toChat);
  }
}

function byTeam(rows: readonly AgentRow[]): Many<AgentRow> {
  const teams: Many<AgentRow> = new Map();
  for (const row of rows) {
    const ofTeam = teams.get(row.teamId);
    if (ofTeam) ofTeam.push(row);
    else teams.set(row.teamId, [row]);
  }
  return teams;
}

function foreign(plan: LoadPlan, named: Many<AgentRow>): ReadonlySet<string> {
  const elsewhere = new Set<string>();
  if (plan.agentIds.length === 0) return elsewhere;
  for (const [teamId, rows] of named) {
    if (teamId !== plan.locked.team.id) for (const row of rows) elsewhere.add(row.id);
  }
  return elsewhere;
}
