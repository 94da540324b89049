import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { NotificationOptions } from '../notification.options';
import { PresenceService } from './presence.service';

const retryMs = 1_000;

/** The instance's heart: renews the lease, then looks for instances that have stopped renewing theirs. */
@Injectable()
export class InstanceBeat implements OnApplicationBootstrap {
  private readonly logger = new Logger(InstanceBeat.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly presence: PresenceService,
    private readonly options: NotificationOptions,
  ) {}

  /** The first beat comes before any stream, so that what a former life left behind is judged at once. */
  async onApplicationBootstrap(): Promise<void> {
    await this.presence.beat();
    await this.presence.buryDead();
    this.schedule(this.options.timings.beatMs);
  }

  /** Ends after the beat in flight. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.beat();
    }, delayMs);
  }

  private async beat(): Promise<void> {
    const startedAt = Date.now();
    try {
      await this.presence.beat();
      await this.presence.buryDead();
      this.schedule(Math.max(0, this.options.timings.beatMs - (Date.now() - startedAt)));
    } catch (error) {
      this.logger.warn(`The instance's lease could not be renewed: ${(error as Error).message}`);
      this.schedule(Math.min(retryMs, this.options.timings.beatMs));
    }
  }
}
