import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InstanceBeat } from './presence/instance-beat';
import { OpenStreams } from './stream/open-streams';

/** The service's end, in order: no beat registers again what has left. */
@Injectable()
export class NotificationShutdown implements OnModuleDestroy {
  constructor(
    private readonly beat: InstanceBeat,
    private readonly streams: OpenStreams,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.beat.stop();
    await this.streams.stop();
  }
}
