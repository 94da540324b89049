import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { LapseDeadlines } from './lapse-deadlines';

/** How late a deadline may be; they are counted in tens of seconds. */
const EVERY_MS = 500;

/** Looks for deadlines whose time has come. Every instance does, and each deadline is taken by one. */
@Injectable()
export class DeadlineWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeadlineWatch.name);
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly lapse: LapseDeadlines) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** Lets the transaction in flight commit. */
  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      const found = await this.look();
      if (found === 0)
        await sleep(EVERY_MS, undefined, { signal: this.stop.signal, ref: false }).catch(() => undefined);
    }
  }

  private async look(): Promise<number> {
    try {
      return await this.lapse.execute();
    } catch (error) {
      // What was taken comes again when its lease is over.
      if (!this.stop.signal.aborted)
        this.logger.error(`Deadlines failed: ${error instanceof Error ? error.message : ''}`);
      return 0;
    }
  }
}
