import { Controller } from '@nestjs/common';
import { type Batch, Consumes } from '@switchboard/messaging';
import { ActivityRepository } from './activity.repository';
import { isFresh } from './fresh';

/** Passes on, to the instances that hold the owner's streams, who is typing and what was read. It enters no feed. */
@Controller()
export class PassActivityOnConsumer {
  constructor(private readonly activity: ActivityRepository) {}

  @Consumes('notification.activity')
  async handle({ messages, tx }: Batch<'notification.activity'>): Promise<void> {
    const now = Date.now();
    const events = messages.map(({ event }) => event);
    await this.activity.tell(
      tx,
      events.filter((event) => isFresh(event, now)),
    );
  }
}
