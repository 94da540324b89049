import { Injectable } from '@nestjs/common';
import { type Agent, type Chat, isCandidate, strategyNamed, type TeamLoad } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import {
  type AgentRow,
  type CandidateRow,
  candidatesQuery,
  FOREIGN_AGENTS,
  NAMED_AGENTS,
  toAgent,
  toCandidate,
} from './agent-rows';
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
    const foreign = await this.foreignAgents(tx, plans);
    const candidates = await this.candidates(tx, plans);
    const loads: TeamLoad[] = [];
    for (const plan of plans) {
      const { team, silent } = plan.locked;
      const own = new Map<string, Agent>();
      for (const row of candidates.get(team.id) ?? []) own.set(row.id, toCandidate(row));
      for (const row of named.get(team.id) ?? []) own.set(row.id, toAgent(row));
      loads.push({
        team,
        paused: silent,
        agents: [...own.values()],
        foreignAgents: foreign.get(team.id) ?? NOBODY,
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
    for (const row of await tx.query<ChatRow[]>(KNOWN_CHATS, [plainArray(ids)])) {
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
    const wanted = new Pairs();
    for (const { locked, agentIds, ownersOf } of plans) {
      for (const id of agentIds) wanted.add(locked.team.id, id);
      for (const chatId of ownersOf) {
        const chat = chats.get(chatId);
        const inProgress = chat?.state === 'in_progress' && chat.teamId === locked.team.id;
        if (inProgress && chat.agentId !== undefined) wanted.add(locked.team.id, chat.agentId);
      }
    }
    if (wanted.isEmpty) return new Map();
    return byTeam(await tx.query<AgentRow[]>(NAMED_AGENTS, wanted.parameters));
  }

  /** Of the agents that settings or presence name: those of another team. */
  private async foreignAgents(tx: EntityManager, plans: readonly LoadPlan[]): Promise<Map<string, Set<string>>> {
    const wanted = new Pairs();
    for (const { locked, commands } of plans) {
      for (const command of commands) {
        const names = command.kind === 'configure-agent' || command.kind === 'set-presence';
        if (names) wanted.add(locked.team.id, command.agentId);
      }
    }
    if (wanted.isEmpty) return new Map();
    const rows = await tx.query<{ id: string; teamId: string }[]>(FOREIGN_AGENTS, wanted.parameters);
    return new Map([...byTeam(rows)].map(([teamId, foreign]) => [teamId, new Set(foreign.map((row) => row.id))]));
  }

  /** Per team the first k candidates in the order of its strategy, by index. */
  private async candidates(tx: EntityManager, plans: readonly LoadPlan[]): Promise<Many<CandidateRow>> {
    const rows: CandidateRow[] = [];
    const wanting = plans.filter((plan) => plan.candidates > 0);
    for (const name of new Set(wanting.map((plan) => plan.locked.team.strategy))) {
      const same = wanting.filter((plan) => plan.locked.team.strategy === name);
      const ids = plainArray(same.map((plan) => plan.locked.team.id));
      const limits = plainArray(same.map((plan) => plan.candidates));
      rows.push(...(await tx.query<CandidateRow[]>(candidatesQuery(strategyNamed(name)), [ids, limits])));
    }
    return byTeam(rows);
  }

  /** No more than there are places for: one free place costs the same however many wait. */
  private async waiting(tx: EntityManager, teamId: string, agents: Iterable<Agent>): Promise<Chat[]> {
    let places = 0;
    for (const agent of agents) if (isCandidate(agent)) places += agent.capacity - agent.activeChats;
    if (places === 0) return [];
    const rows = await tx.query<ChatRow[]>(WAITING_CHATS, [teamId, Math.min(places, DRAIN_CHUNK)]);
    return rows.map(toChat);
  }
}

const NOBODY: ReadonlySet<string> = new Set();

/** Team and agent ids side by side, as parameters. */
class Pairs {
  private readonly teamIds: string[] = [];
  private readonly ids: string[] = [];

  add(teamId: string, id: string): void {
    this.teamIds.push(teamId);
    this.ids.push(id);
  }

  get isEmpty(): boolean {
    return this.ids.length === 0;
  }

  get parameters(): [string, string] {
    return [plainArray(this.teamIds), plainArray(this.ids)];
  }
}

function byTeam<Row extends { teamId: string }>(rows: readonly Row[]): Many<Row> {
  const teams: Many<Row> = new Map();
  for (const row of rows) {
    const ofTeam = teams.get(row.teamId);
    if (ofTeam) ofTeam.push(row);
    else teams.set(row.teamId, [row]);
  }
  return teams;
}
