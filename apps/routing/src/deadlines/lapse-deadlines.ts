import { Injectable } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import type { Command } from '@switchboard/routing-domain';
import { Drainer } from '../drain/drainer';
import { byTeam } from '../engine/by-team';
import { RoutingEngine } from '../engine/routing-engine';
import { type DueDeadline, DueDeadlinesRepository } from './due-deadlines.repository';

/** Runs the deadlines that are due: a batch of commands per team, through the engine like everything else. */
@Injectable()
export class LapseDeadlines {
  constructor(
    private readonly due: DueDeadlinesRepository,
    private readonly transactions: Transactions,
    private readonly engine: RoutingEngine,
    private readonly drainer: Drainer,
  ) {}

  /** One page; returns how many deadlines were looked at. Rejects with the first team's error, after all were tried. */
  async execute(): Promise<number> {
    const taken = await this.due.take();
    const failed: unknown[] = [];
    for (const [teamId, deadlines] of byTeam(taken)) {
      await this.lapse(teamId, deadlines).catch((error: unknown) => failed.push(error));
    }
    if (failed.length > 0) throw failed[0];
    return taken.length;
  }

  private async lapse(teamId: string, deadlines: readonly DueDeadline[]): Promise<void> {
    const lapses = deadlines.map(({ kind, subjectId }): Command => ({ kind: 'lapse', deadline: kind, subjectId }));
    const work = { commands: new Map([[teamId, lapses]]), existingTeamsOnly: true };
    const executed = await this.transactions.runWithRetry((tx) => this.engine.execute(tx, work));
    this.drainer.committed(executed);
  }
}
