import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RepublishAvailability } from './republish-availability';

const DAY_MS = 24 * 60 * 60_000;
const RETRY_MS = 5_000;

/** Re-emits once at each start and daily. Several instances may do it at once: versions make repeats harmless. */
@Injectable()
export class RepublishSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Republish');
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly republish: RepublishAvailability) {}

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(delayMs: number): void {
    if (this.stop.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.running = this.republish.execute(this.stop.signal).then(
        () => this.schedule(DAY_MS),
        (error: unknown) => {
          this.logger.warn(`Announcing availability failed and is tried again: ${String(error)}`);
          this.schedule(RETRY_MS);
        },
      );
    }, delayMs).unref();
  }
}
