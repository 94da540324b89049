import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PostgresListener } from '@switchboard/persistence';
import { DRAIN_CHANNEL } from '../engine/notify-drain';
import { PresenceNews } from '../engine/presence-news';
import { drainMetrics } from './drain.metrics';
import { Drainer } from './drainer';
import { DueTeamsRepository } from './due-teams.repository';

/** The instance that flagged a team drains it itself; we look after it only if it did not. */
const OTHERS_FIRST_MS = 250;
const SCAN_MS = 1_000;

/**
 * Finds teams whose drain another instance left undone: when it tells (NOTIFY), at start, and, should all that have
 * failed, by a scan whose hits are a metric that stays 0 in normal running.
 */
@Injectable()
export class DrainWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DrainWatch.name);
  private readonly told = new Map<string, NodeJS.Timeout>();
  private scanning: NodeJS.Timeout | undefined;
  private unlisten: (() => Promise<void>) | undefined;
  private stopped = false;

  constructor(
    private readonly drainer: Drainer,
    private readonly due: DueTeamsRepository,
    private readonly listener: PostgresListener,
    private readonly news: PresenceNews,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.unlisten = await this.listener.listen(DRAIN_CHANNEL, (teamId) => this.tell(teamId));
    this.news.onRead(() => void this.look());
    this.scanning = setInterval(() => void this.scan(), SCAN_MS).unref();
    await this.look();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.scanning);
    for (const timer of this.told.values()) clearTimeout(timer);
    await this.unlisten?.();
  }

  /** Looks at every team that is due, or at one: at start, when told, and when the news of presence has been read. */
  async look(teamId?: string): Promise<void> {
    try {
      this.drainer.wake(await this.due.all(teamId));
    } catch (error) {
      this.failed(error);
    }
  }

  /** The payload is empty after a lost connection: then anything may have been missed. */
  private tell(teamId: string): void {
    if (this.told.has(teamId)) return;
    const later = (): void => {
      this.told.delete(teamId);
      void this.look(teamId === '' ? undefined : teamId);
    };
    this.told.set(teamId, setTimeout(later, OTHERS_FIRST_MS).unref());
  }

  private async scan(): Promise<void> {
    try {
      const ids = (await this.due.overdue(SCAN_MS)).filter((id) => !this.drainer.isBusyWith(id));
      if (ids.length === 0) return;
      drainMetrics.safetyHits.inc(ids.length);
      this.logger.warn(`${ids.length} teams were due for a drain that nobody had run`);
      this.drainer.wake(ids);
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (!this.stopped)
      this.logger.error(`Looking for due drains failed: ${error instanceof Error ? error.message : ''}`);
  }
}
