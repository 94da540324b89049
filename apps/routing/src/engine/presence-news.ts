import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ReadProgress } from '@switchboard/messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { PRESENCE_LIVE_SINCE } from './presence-pulse';

/**
 * It is waited no longer, or one partition that cannot be read would stop automatic assignment for ever: longer than an
 * instance that has died keeps its partitions (10 s and a rebalance), and than a failed chunk pauses (10 s).
 */
const PATIENCE_MS = 30_000;
/** Between two questions; Kafka's answer takes up to 3 s itself. */
const AGAIN_MS = 200;

/**
 * Whether what the agents' rows say of who is connected can be trusted: beats say that presence lives, not that who left
 * during an outage has been read. So until the consumer of presence has, in whichever instance, read all there was after this
 * instance started, and after each silence that ended, presence counts as silent here (decision 0022).
 */
@Injectable()
export class PresenceNews implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PresenceNews.name);
  private readonly stop = new AbortController();
  /** The ends of a silence, as `PRESENCE_LIVE_SINCE` gives them: up to which all is read, and of which it is asked. */
  private read: string | undefined;
  private asked: string | undefined;
  private listener: (() => void) | undefined;

  constructor(
    private readonly progress: ReadProgress,
    private readonly dataSource: DataSource,
  ) {}

  /** Asked early, so that the first requests need not wait for the answer. */
  async onApplicationBootstrap(): Promise<void> {
    const [row] = await this.dataSource.query<{ since: string | null }[]>(`SELECT ${PRESENCE_LIVE_SINCE} AS since`);
    if (row?.since) void this.catchUp(row.since);
  }

  onModuleDestroy(): void {
    this.stop.abort();
  }

  /** To be called whenever the news has been read: what waited meanwhile can be given out. */
  onRead(listener: () => void): void {
    this.listener = listener;
  }

  /** Whether nobody may be assigned automatically, by what `PRESENCE_LIVE_SINCE` gave; sees to it that this ends. */
  isSilent(liveSince: string | null): boolean {
    if (liveSince === null) return true;
    if (liveSince === this.read) return false;
    void this.catchUp(liveSince);
    return true;
  }

  /** Resolves once all is read that was there when this was called, or patience is at an end; never rejects. */
  async catchUp(liveSince: string): Promise<void> {
    if (liveSince === this.asked) return;
    this.asked = liveSince;
    const inTime = await this.allRead();
    if (this.stop.signal.aborted || liveSince !== this.asked) return;
    this.read = liveSince;
    if (!inTime)
      this.logger.warn(`Presence is not read to its end after ${PATIENCE_MS / 1000} s: it is assigned anyway`);
    this.listener?.();
  }

  private async allRead(): Promise<boolean> {
    const until = Date.now() + PATIENCE_MS;
    while (!(await this.progress.hasReadAll('routing.presence').catch(() => false))) {
      if (this.stop.signal.aborted || Date.now() > until) return false;
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
    return true;
  }
}
