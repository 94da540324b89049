import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LoginThrottle } from '../sessions/login-throttle';
import { Republish } from './republish.handler';

const CHECK_MS = 10 * 60 * 1000;
const FIRST_RETRY_MS = 5_000;

// Whoever moves the time first does the day's run; the others find nothing due.
const CLAIM = `
  WITH claimed AS (UPDATE republished SET at = now() WHERE at < now() - interval '1 day' RETURNING 1)
  SELECT count(*)::integer AS due FROM claimed`;

/** Re-emits every state once at each start and once a day by any instance; the same timer clears old log-in attempts. */
@Injectable()
export class RepublishSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Republish');
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly republish: Republish,
    private readonly throttle: LoginThrottle,
  ) {}

  /** Does not wait: a service with many teams would be late for nothing. */
  onApplicationBootstrap(): void {
    this.schedule(0, () => this.run());
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(delayMs: number, work: () => Promise<void>): void {
    if (this.stop.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.running = work().then(
        () => this.schedule(CHECK_MS, () => this.runIfDue()),
        (error: unknown) => {
          this.logger.warn(`Announcing the settings failed and is tried again: ${String(error)}`);
          this.schedule(FIRST_RETRY_MS, work);
        },
      );
    }, delayMs);
    this.timer.unref();
  }

  private async runIfDue(): Promise<void> {
    await this.throttle.prune();
    const [claim] = await this.dataSource.query<{ due: number }[]>(CLAIM);
    if (claim?.due) await this.run();
  }

  private async run(): Promise<void> {
    const { teams, agents, channels } = await this.republish.execute(this.stop.signal);
    this.logger.log(`Announced ${teams} teams, ${agents} agents and ${channels} channels.`);
  }
}
