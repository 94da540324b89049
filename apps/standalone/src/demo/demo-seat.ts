import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DemoAgent } from './demo-agent';

/** Where the demo agent sits, if one plays. It leaves while the services still answer. */
@Injectable()
export class DemoSeat implements OnModuleDestroy {
  agent: DemoAgent | undefined;

  async onModuleDestroy(): Promise<void> {
    await this.agent?.stop();
  }
}
