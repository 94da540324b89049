import { Injectable } from '@nestjs/common';
import { ReadProgress } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import type { Command, DeadlineKind } from '@switchboard/routing-domain';
import { Drainer } from '../drain/drainer';
import { byTeam } from '../engine/by-team';
import { RoutingEngine } from '../engine/routing-engine';
import { type DueDeadline, DueDeadlinesRepository } from './due-deadlines.repository';

/** Who reads what would have moved a deadline: agents who come back, people who write. Nobody moves hours. */
const newsOf = { grace: 'routing.presence', inactivity: 'routing.activity', hours: undefined } as const;

/** Runs the deadlines that are due: a batch of commands per team, through the engine like everything else. */
@Injectable()
export class LapseDeadlines {
  constructor(
    private readonly due: DueDeadlinesRepository,
    private readonly progress: ReadProgress,
    private readonly transactions: Transactions,
    private readonly engine: RoutingEngine,
    private readonly drainer: Drainer,
  ) {}

  /** One page; returns how many deadlines were looked at. Rejects with the first team's error, after all were tried. */
  async execute(): Promise<number> {
    const taken = await this.due.take();
    const failed: unknown[] = [];
    for (const [teamId, deadlines] of byTeam(await this.certain(taken))) {
      await this.lapse(teamId, deadlines).catch((error: unknown) => failed.push(error));
    }
    if (failed.length > 0) throw failed[0];
    return taken.length;
  }

  /**
   * Those that no news on its way can move any more: whoever reads it had read, after they were taken, all there was. The
   * others are taken again when their lease is over.
   */
  private async certain(taken: readonly DueDeadline[]): Promise<DueDeadline[]> {
    const kinds = [...new Set(taken.map(({ kind }) => kind))];
    const known = await Promise.all(kinds.map((kind) => this.isNewsRead(kind)));
    return taken.filter(({ kind }) => known[kinds.indexOf(kind)]);
  }

  private async isNewsRead(kind: DeadlineKind): Promise<boolean> {
    const consumer = newsOf[kind];
    return consumer === undefined || this.progress.hasReadAll(consumer);
  }

  private async lapse(teamId: string, deadlines: readonly DueDeadline[]): Promise<void> {
    const lapses = deadlines.map(({ kind, subjectId }): Command => ({ kind: 'lapse', deadline: kind, subjectId }));
    const work = { commands: new Map([[teamId, lapses]]), existingTeamsOnly: true };
    const executed = await this.transactions.runWithRetry((tx) => this.engine.execute(tx, work));
    this.drainer.committed(executed);
  }
}
