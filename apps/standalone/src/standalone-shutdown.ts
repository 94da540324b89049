import type { OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import type { EmbeddedPostgres } from '@switchboard/embedded-postgres';
import type { DemoAgent } from './demo/demo-agent';

/** The ends of what is not Nest's: the demo agent leaves first, the database goes last, after every pool has closed. */
export class StandaloneShutdown implements OnModuleDestroy, OnApplicationShutdown {
  demoAgent: DemoAgent | undefined;

  constructor(private readonly postgres: EmbeddedPostgres) {}

  async onModuleDestroy(): Promise<void> {
    await this.demoAgent?.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.postgres.stop();
  }
}
