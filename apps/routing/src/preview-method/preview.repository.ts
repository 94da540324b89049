import { Injectable } from '@nestjs/common';
import type { Agent, Chat } from '@switchboard/routing-domain';
import { DataSource, type EntityManager } from 'typeorm';
import { type CandidateRow, FREE_AGENTS, toCandidate } from '../engine/agent-rows';
import { type ChatRow, toChat, WAITING_CHATS } from '../engine/chat-rows';
import { type LockedTeam, TeamRepository } from '../engine/team.repository';

/** So many assignments are played through; beyond, only their number is told. */
export const PLAYED_THROUGH = 5_000;

export interface Snapshot extends LockedTeam {
  /** All who have a place. */
  readonly agents: readonly Agent[];
  readonly places: number;
  readonly waiting: readonly Chat[];
}

/** A team at one moment, read in one snapshot and without a lock: a preview holds up nobody. */
@Injectable()
export class PreviewRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly teams: TeamRepository,
  ) {}

  async read(teamId: string): Promise<Snapshot | undefined> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const team = await this.teams.peek(tx, teamId);
      return team && { ...team, ...(await this.queueAndAgents(tx, teamId)) };
    });
  }

  private async queueAndAgents(tx: EntityManager, teamId: string) {
    const agents = await tx.query<CandidateRow[]>(FREE_AGENTS, [teamId]);
    const places = agents.reduce((sum, { capacity, activeChats }) => sum + capacity - activeChats, 0);
    const waiting = await tx.query<ChatRow[]>(WAITING_CHATS, [teamId, Math.min(places, PLAYED_THROUGH)]);
    return { places, waiting: waiting.map(toChat), agents: agents.map(toCandidate) };
  }
}
