import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Most rows of one statement, so that none is long. */
const chunk = 5_000;

/** Deletes at most `limit` rows that are too old, and returns how many. */
export type PruneStep = (limit: number) => Promise<number>;

/** Deletes, now and then, what a service no longer has to keep: one step after the other, each until nothing is left. */
export abstract class Pruning implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  protected constructor(
    private readonly everyMs: number,
    private readonly steps: readonly PruneStep[],
  ) {}

  /** A failure is tried again at the next turn; while one goes on, no other begins. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.running ??= this.turn()), this.everyMs).unref();
  }

  /** Waits for the chunk in flight. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async turn(): Promise<void> {
    try {
      await this.prune();
    } catch (error) {
      this.logger.warn(`Pruning failed: ${(error as Error).message}`);
    } finally {
      this.running = undefined;
    }
  }

  async prune(): Promise<void> {
    for (const step of this.steps) while (!this.stopped && (await step(chunk)) === chunk);
  }
}

export interface FeedPruning {
  /** The column of `feed_event` that names the feed. */
  readonly feedId: 'chat_id' | 'team_id';
  /** Whoever holds the lock of this name prunes; the other instances leave it to them. */
  readonly turn: string;
  readonly keepMs: number;
}

/** Deletes events that are older than the feeds of a service keep, oldest first, and returns how many. */
export async function pruneFeed(tx: EntityManager, o: FeedPruning, limit: number): Promise<number> {
  const rows: { count: number }[] = await tx.query(
    `WITH turn AS (SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine), gone AS (
       DELETE FROM feed_event WHERE (${o.feedId}, number) IN (
         SELECT ${o.feedId}, number FROM feed_event
         WHERE (SELECT mine FROM turn) AND appended_at < now() - $2 * interval '1 ms'
         ORDER BY appended_at, number LIMIT $3)
       RETURNING 1
     )
     SELECT count(*)::int AS count FROM gone`,
    [o.turn, o.keepMs, limit],
  );
  return rows[0]?.count ?? 0;
}
