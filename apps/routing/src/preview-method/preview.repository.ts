import { Injectable } from '@nestjs/common';
import type { Agent, Chat } from '@switchboard/routing-domain';
import { DataSource, type EntityManager } from 'typeorm';
import { type CandidateRow, FREE_AGENTS, toCandidate } from '../engine/agent-rows';
import { type ChatRow, toChat, WAITING_CHATS } from '../engine/chat-rows';
import { type LockedTeam, TeamRepository } from '../engine/team.repository';

/** So many assignments are played through; beyond, only their number is told. */
export const PLAYED_THROUGH = 5_000;

export interface Snapshot extends LockedTeam {
  /** All who have a place, up to what can be played through. */
  readonly agents: readonly Agent[];
  readonly places: number;
  readonly waiting: readonly Chat[];
}

const PLACES = `
  SELECT coalesce(sum(capacity - active_chats), 0)::int AS places FROM agent
  WHERE team_id = $1 AND eligible AND active_chats < capacity`;

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
    const [sum] = await tx.query<{ places: number }[]>(PLACES, [teamId]);
    const places = sum?.places ?? 0;
    const waiting = await tx.query<ChatRow[]>(WAITING_CHATS, [teamId, Math.min(places, PLAYED_THROUGH)]);
    const agents = await tx.query<CandidateRow[]>(FREE_AGENTS, [teamId]);
    return { places, waiting: waiting.map(toChat), agents: agents.map(toCandidate) };
  }
}
