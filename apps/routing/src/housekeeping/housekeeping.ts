import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ExpirePlaceholders } from './expire-placeholders';

const EVERY_MS = 10 * 60_000;
/** Longer than any topic keeps a request that could still come (7 days), with room for a redrive. */
const EARLY_CANCELS_DAYS = 30;

/** Removes what can be of no use any more. Any instance does it; doing it twice does no harm. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Housekeeping.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly placeholders: ExpirePlaceholders,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async run(): Promise<void> {
    try {
      await this.forgetEarlyCancels();
      await this.placeholders.execute();
    } catch (error) {
      this.logger.warn(`Housekeeping failed: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  /** Cancels whose request will not come. */
  private async forgetEarlyCancels(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM early_cancel WHERE (chat_id, team_id) IN (
         SELECT chat_id, team_id FROM early_cancel WHERE received_at < clock_timestamp() - $1 * interval '1 day'
         LIMIT 5000 FOR UPDATE SKIP LOCKED)`,
      [EARLY_CANCELS_DAYS],
    );
  }
}
