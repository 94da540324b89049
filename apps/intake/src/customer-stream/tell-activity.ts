import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Activity, encodeStreamEvent } from '@switchboard/contracts';
import { PostgresListener } from '@switchboard/persistence';
import { activityChannel } from '../chat-activity/chat-activity';
import { CustomerStreams } from './customer-streams';

/** Tells customers who is typing and what was read, on whichever instance it was accepted. */
@Injectable()
export class TellActivity implements OnApplicationBootstrap {
  constructor(
    private readonly listener: PostgresListener,
    private readonly streams: CustomerStreams,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.listen(activityChannel, (payload) => this.tell(payload));
  }

  private tell(payload: string): void {
    // Empty after a lost connection: what was told in between is gone, and the marks stand in the transcript.
    if (payload === '') return;
    const { chatId } = JSON.parse(payload) as Activity;
    this.streams.tell(chatId, encodeStreamEvent({ event: 'activity', data: payload }));
  }
}
