import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import { RoutingEngine } from '../engine/routing-engine';
import { TeamRepository } from '../engine/team.repository';
import { type Executed, UNATTENDED } from '../engine/work';
import { drainMetrics } from './drain.metrics';

/** How many teams one instance drains at once: enough to hide the round trips, few enough for the pool. */
const WORKERS = 2;

/** Gives waiting chats to freed places, right after the commit that flagged the team. Calls for one team coalesce. */
@Injectable()
export class Drainer implements OnModuleDestroy {
  private readonly logger = new Logger(Drainer.name);
  private readonly pending = new Set<string>();
  private readonly running = new Set<string>();
  private readonly workers = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly engine: RoutingEngine,
    private readonly teams: TeamRepository,
  ) {}

  /** Lets the chunks in flight commit. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.workers);
  }

  /** To be called after the commit of every transaction of the engine. */
  committed(executed: Executed): void {
    this.teams.remember(executed.teams.map((outcome) => outcome.load.team.id));
    this.wake(executed.drainDue);
  }

  /** Looks at these teams, now. */
  wake(teamIds: Iterable<string>): void {
    for (const id of teamIds) this.pending.add(id);
    while (this.workers.size < WORKERS && this.next() !== undefined) {
      const worker: Promise<void> = this.work().finally(() => this.workers.delete(worker));
      this.workers.add(worker);
    }
  }

  /** True while this instance is at it, or about to. */
  isBusyWith(teamId: string): boolean {
    return this.pending.has(teamId) || this.running.has(teamId);
  }

  /** A chunk of each team in turn, so that a long queue holds up no other team, until none is left. */
  private async work(): Promise<void> {
    for (let id = this.next(); id !== undefined; id = this.next()) {
      this.pending.delete(id);
      this.running.add(id);
      try {
        if (await this.drainChunk(id)) this.pending.add(id);
      } catch (error) {
        // The team stays due in its row, and the safety scan comes back to it.
        this.logger.error(`A drain failed: ${error instanceof Error ? error.message : 'unknown'}`);
      } finally {
        this.running.delete(id);
      }
    }
  }

  private next(): string | undefined {
    if (this.stopped) return undefined;
    for (const id of this.pending) if (!this.running.has(id)) return id;
    return undefined;
  }

  /** One chunk in one transaction; true while more is due. */
  private async drainChunk(teamId: string): Promise<boolean> {
    const commands = new Map([[teamId, [{ kind: 'drain' as const }]]]);
    const work = { commands, existingTeamsOnly: true };
    const executed = await this.transactions.runWithRetry((tx) => this.engine.execute(tx, work), UNATTENDED);
    const given = executed.teams[0]?.decided.decisions.length ?? 0;
    drainMetrics.assigned.inc(given);
    return given > 0 && executed.drainDue.length > 0;
  }
}
