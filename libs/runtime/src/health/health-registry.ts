import { Injectable, Logger } from '@nestjs/common';

export type HealthCheck = () => Promise<void> | void;

export interface HealthReport {
  status: 'up' | 'down';
  checks: Record<string, 'up' | 'down'>;
}

const checkTimeoutMs = 2_000;

/** What has to work for this process to be ready (or alive). A check throws when its part does not work. */
@Injectable()
export class HealthRegistry {
  private readonly logger = new Logger('Health');
  private readonly readiness = new Map<string, HealthCheck>();
  private readonly liveness = new Map<string, HealthCheck>();
  private readonly down = new Set<string>();
  private readonly fatalListeners = new Set<(reason: string) => void>();
  private stopping = false;

  /** Adds a readiness check; names are shown by /health/ready, such as `routing.database`. */
  register(name: string, check: HealthCheck): void {
    add(this.readiness, name, check);
  }

  /** Adds a liveness check: when it fails, only a restart can help. */
  registerLiveness(name: string, check: HealthCheck): void {
    add(this.liveness, name, check);
  }

  /** Reports that a part has failed for good: liveness fails from now on, and `runApp` ends the process with 1. */
  fail(name: string, reason: string): void {
    this.logger.fatal(`${name}: ${reason}`);
    this.liveness.set(name, () => {
      throw new Error(reason);
    });
    for (const listener of this.fatalListeners) listener(`${name}: ${reason}`);
  }

  onFatal(listener: (reason: string) => void): void {
    this.fatalListeners.add(listener);
  }

  /** From here on not ready, so that no new work is sent to this process. */
  stop(): void {
    this.stopping = true;
  }

  async ready(): Promise<HealthReport> {
    const report = await this.run(this.readiness);
    return this.stopping ? { status: 'down', checks: { ...report.checks, shutdown: 'down' } } : report;
  }

  live(): Promise<HealthReport> {
    return this.run(this.liveness);
  }

  private async run(checks: Map<string, HealthCheck>): Promise<HealthReport> {
    const results = await Promise.all([...checks].map(([name, check]) => this.runOne(name, check)));
    const entries = Object.fromEntries(
      [...checks.keys()].map((name, i) => [name, results[i] ? 'up' : 'down'] as const),
    );
    return { status: results.every(Boolean) ? 'up' : 'down', checks: entries };
  }

  /** The reason goes to the log, once per change; the report is public and only says up or down. */
  private async runOne(name: string, check: HealthCheck): Promise<boolean> {
    try {
      await withTimeout(check);
      if (this.down.delete(name)) this.logger.log(`${name} is up again`);
      return true;
    } catch (error) {
      if (!this.down.has(name))
        this.logger.warn(`${name} is down: ${error instanceof Error ? error.message : 'failed'}`);
      this.down.add(name);
      return false;
    }
  }
}

function add(checks: Map<string, HealthCheck>, name: string, check: HealthCheck): void {
  if (checks.has(name)) throw new Error(`There is a health check named ${name} already.`);
  checks.set(name, check);
}

async function withTimeout(check: HealthCheck): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${checkTimeoutMs} ms`)), checkTimeoutMs);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
  } finally {
    clearTimeout(timer);
  }
}
