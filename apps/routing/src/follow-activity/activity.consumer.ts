import { Controller } from '@nestjs/common';
import { type Batch, Consumes } from '@switchboard/messaging';
import { ActivityRepository } from './activity.repository';

/** Notes that people are talking, so that a chat ends by inactivity only when they are not. Texts are not looked at. */
@Controller()
export class ActivityConsumer {
  constructor(private readonly activity: ActivityRepository) {}

  @Consumes('routing.activity')
  async handle(batch: Batch<'routing.activity'>): Promise<void> {
    const chatIds = new Set(batch.messages.map(({ event }) => event.data.chatId));
    await this.activity.postpone(batch.tx, [...chatIds]);
  }
}
