import { Injectable } from '@nestjs/common';
import { isPoison, Transactions } from '@switchboard/persistence';
import type { Command, Decision } from '@switchboard/routing-domain';
import { Drainer } from '../drain/drainer';
import { RoutingEngine } from '../engine/routing-engine';
import type { Executed, Trace, Work } from '../engine/work';

/** A person waits for the answer, and the lock is held some 14 ms at a time. */
const LOCK_TIMEOUT_MS = 5_000;
/** Most commands of one transaction: far more people than press at once, far fewer than would hold the lock for long. */
const MOST = 100;

/** A command and who waits for its answer. */
export interface Asked {
  readonly command: Command;
  /** The session note of a command that closes a left message. */
  readonly note?: string;
  readonly trace: Trace;
}

interface Waiting extends Asked {
  readonly resolve: (decision: Decision | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction per team at a time. What is asked of the team meanwhile goes into the next one together: 200 agents who
 * press Assign are two transactions, not 200 that wait for one lock with a connection each.
 */
@Injectable()
export class CommandQueue {
  private readonly queues = new Map<string, Waiting[]>();

  constructor(
    private readonly transactions: Transactions,
    private readonly engine: RoutingEngine,
    private readonly drainer: Drainer,
  ) {}

  /** Resolves to what was decided, undefined for a team that has no row; rejects with the error of the transaction. */
  ask(teamId: string, asked: Asked): Promise<Decision | undefined> {
    return new Promise((resolve, reject) => {
      const waiting = { ...asked, resolve, reject };
      const queue = this.queues.get(teamId);
      if (queue) return void queue.push(waiting);
      this.queues.set(teamId, []);
      void this.work(teamId, [waiting]);
    });
  }

  private async work(teamId: string, first: Waiting[]): Promise<void> {
    const queue = this.queues.get(teamId) ?? [];
    for (let batch = first; batch.length > 0; batch = queue.splice(0, MOST)) await this.answer(teamId, batch);
    this.queues.delete(teamId);
  }

  /** What PostgreSQL will not store fails alone; where it cannot be reached, or a row was stale, all have failed. */
  private async answer(teamId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const executed = await this.execute(teamId, batch);
      this.drainer.committed(executed);
      const decided = executed.teams[0]?.decided.byCommand;
      batch.forEach(({ resolve }, i) => resolve(decided?.[i]?.[0]));
    } catch (error) {
      if (batch.length === 1 || !isPoison(error)) return batch.forEach(({ reject }) => reject(error));
      for (const each of batch) await this.answer(teamId, [each]);
    }
  }

  private execute(teamId: string, batch: readonly Waiting[]): Promise<Executed> {
    const work: Work = {
      commands: new Map([[teamId, batch.map(({ command }) => command)]]),
      traces: new Map(batch.map(({ command, trace }) => [command, trace])),
      notes: new Map(batch.flatMap(({ command, note }) => (note === undefined ? [] : [[command, note]]))),
      existingTeamsOnly: true,
    };
    return this.transactions.runWithRetry((tx) => this.engine.execute(tx, work), { lockTimeoutMs: LOCK_TIMEOUT_MS });
  }
}
