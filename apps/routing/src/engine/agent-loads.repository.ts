import { Injectable } from '@nestjs/common';
import { plainArray } from '@switchboard/persistence';
import { type Chat, strategyNamed } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { type AgentRow, type CandidateRow, candidatesQuery, FOREIGN_AGENTS, NAMED_AGENTS } from './agent-rows';
import { byTeam, type Many } from './by-team';
import type { LoadPlan } from './load-plan';
import { Pairs } from './pairs';

/** Reads the agents that commands need. */
@Injectable()
export class AgentLoadsRepository {
  /** Agents that commands name, and the owners of the chats that commands other than requests name; by team. */
  async named(
    tx: EntityManager,
    plans: readonly LoadPlan[],
    chats: ReadonlyMap<string, Chat>,
  ): Promise<Many<AgentRow>> {
    const wanted = new Pairs();
    for (const { locked, agentIds, ownersOf } of plans) {
      for (const id of agentIds) wanted.add(locked.team.id, id);
      for (const chatId of ownersOf) {
        const chat = chats.get(chatId);
        // Also who has taken a left message: a refusal names the agent.
        if (chat?.agentId !== undefined && chat.teamId === locked.team.id) wanted.add(locked.team.id, chat.agentId);
      }
    }
    if (wanted.isEmpty) return new Map();
    return byTeam(await tx.query<AgentRow[]>(NAMED_AGENTS, wanted.parameters));
  }

  /** Of the agents that settings or presence name: those of another team. */
  async foreign(tx: EntityManager, plans: readonly LoadPlan[]): Promise<Map<string, Set<string>>> {
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

  /**
   * Per team the first candidates in the order of its strategy, by index.
   * @param extra how many more than planned, by team id
   */
  async candidates(
    tx: EntityManager,
    plans: readonly LoadPlan[],
    extra: ReadonlyMap<string, number>,
  ): Promise<Many<CandidateRow>> {
    const rows: CandidateRow[] = [];
    const wanted = plans
      .map(({ locked, candidates }) => ({ team: locked.team, amount: candidates + (extra.get(locked.team.id) ?? 0) }))
      .filter(({ amount }) => amount > 0);
    for (const name of new Set(wanted.map(({ team }) => team.strategy))) {
      const same = wanted.filter(({ team }) => team.strategy === name);
      const ids = plainArray(same.map(({ team }) => team.id));
      const limits = plainArray(same.map(({ amount }) => amount));
      rows.push(...(await tx.query<CandidateRow[]>(candidatesQuery(strategyNamed(name)), [ids, limits])));
    }
    return byTeam(rows);
  }
}
