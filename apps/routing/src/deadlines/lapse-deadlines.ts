import { Injectable } from '@nestjs/common';
import type { ConsumerName } from '@switchboard/contracts';
import { ReadProgress } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import type { Command, DeadlineKind } from '@switchboard/routing-domain';
import { Drainer } from '../drain/drainer';
import { byTeam } from '../engine/by-team';
import { RoutingEngine } from '../engine/routing-engine';
import { UNATTENDED } from '../engine/work';
import { type DueDeadline, DueDeadlinesRepository } from './due-deadlines.repository';

/** Each kind, and who reads the news that move its deadlines: agents who come back, people who write. Nobody moves hours. */
const kinds: readonly (readonly [DeadlineKind, ConsumerName?])[] = [
  ['grace', 'routing.presence'],
  ['inactivity', 'routing.activity'],
  ['hours'],
];

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

  /** One page of each kind; returns how many were taken. Rejects with the first team's error, after all were tried. */
  async execute(): Promise<number> {
    const failed: unknown[] = [];
    let found = 0;
    for (const [kind, newsReader] of kinds) {
      const taken = await this.due.take(kind);
      found += taken.length;
      for (const [teamId, deadlines] of byTeam(await this.certain(taken, newsReader))) {
        await this.lapse(teamId, deadlines).catch((error: unknown) => failed.push(error));
      }
    }
    if (failed.length > 0) throw failed[0];
    return found;
  }

  /**
   * What no news on its way can move any more: its reader had read, after they were taken, all there was. The others are
   * taken again when their lease is over.
   */
  private async certain(taken: readonly DueDeadline[], newsReader?: ConsumerName): Promise<readonly DueDeadline[]> {
    if (newsReader === undefined || taken.length === 0) return taken;
    return (await this.progress.hasReadAll(newsReader)) ? taken : [];
  }

  private async lapse(teamId: string, deadlines: readonly DueDeadline[]): Promise<void> {
    const lapses = deadlines.map(({ kind, subjectId }): Command => ({ kind: 'lapse', deadline: kind, subjectId }));
    const work = { commands: new Map([[teamId, lapses]]), existingTeamsOnly: true };
    const executed = await this.transactions.runWithRetry((tx) => this.engine.execute(tx, work), UNATTENDED);
    this.drainer.committed(executed);
  }
}
