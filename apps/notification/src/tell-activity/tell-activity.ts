import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { encodeStreamEvent } from '@switchboard/contracts';
import { PostgresListener } from '@switchboard/persistence';
import { OpenStreams } from '../stream/open-streams';
import { activityChannel } from './activity.repository';

/** Tells the owner of a chat, in each of the tabs that this instance holds, who is typing and what was read. */
@Injectable()
export class TellActivity implements OnApplicationBootstrap {
  constructor(
    private readonly listener: PostgresListener,
    private readonly streams: OpenStreams,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.listen(activityChannel, (payload) => this.tell(payload));
  }

  private tell(payload: string): void {
    // Empty after a lost connection: what was told in between is gone, and the marks stand in the transcript.
    if (payload === '') return;
    const space = payload.indexOf(' ');
    const text = encodeStreamEvent({ event: 'chat.activity', data: payload.slice(space + 1) });
    for (const stream of this.streams.of(payload.slice(0, space))) stream.tell(text);
  }
}
