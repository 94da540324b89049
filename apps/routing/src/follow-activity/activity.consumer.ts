import { Controller } from '@nestjs/common';
import { type Batch, Consumes } from '@switchboard/messaging';
import { ActivityRepository } from './activity.repository';

/** Notes that people are talking, so that a chat ends by inactivity only when they are not. Texts are not looked at. */
@Controller()
export class ActivityConsumer {
  constructor(private readonly activity: ActivityRepository) {}

  @Consumes('routing.activity')
  async handle(batch: Batch<'routing.activity'>): Promise<void> {
    const chats = new Map(batch.messages.map(({ event: { data } }) => [`${data.teamId}/${data.chatId}`, data]));
    await this.activity.postpone(batch.tx, [...chats.values()]);
  }
}
