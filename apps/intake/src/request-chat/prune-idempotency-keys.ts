import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { IdempotencyRepository } from './idempotency.repository';

const everyMs = 10 * 60_000;

/** Forgets idempotency keys after their 24 hours, so that the table stays small. */
@Injectable()
export class PruneIdempotencyKeys implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PruneIdempotencyKeys.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly keys: IdempotencyRepository) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.prune(), everyMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** A failure is tried again at the next turn: an expired key is not used in the meantime either. */
  private async prune(): Promise<void> {
    try {
      await this.keys.prune();
    } catch (error) {
      this.logger.warn(`Idempotency keys were not pruned: ${(error as Error).message}`);
    }
  }
}
