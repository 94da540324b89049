import { Controller } from '@nestjs/common';
import { Consumes, type Batch } from '@switchboard/messaging';
import { ChatRepository } from './chat.repository';
import { chatKeyOf, toFeedEntries } from './feed-entry';
import { FeedRepository } from './feed.repository';

/** Whatever agents must hear is appended to their team's feed, once: the runner's inbox drops repeats. */
@Controller()
export class AppendFeedConsumer {
  constructor(
    private readonly feeds: FeedRepository,
    private readonly chats: ChatRepository,
  ) {}

  @Consumes('notification.feed')
  async handle(batch: Batch<'notification.feed'>): Promise<void> {
    const { messages, tx } = batch;
    if (messages.length === 0) return;
    const teams = new Set(messages.map((message) => message.event.data.teamId));
    // First the feeds' locks, then everything else: they also guard the chats of the team.
    const lastNumbers = await this.feeds.lock(tx, [...teams]);
    const chats = await this.chats.find(tx, new Set(messages.flatMap((message) => chatKeyOf(message) ?? [])));
    const { entries, changed } = toFeedEntries(messages, chats);
    await this.chats.save(tx, changed, chats);
    await this.feeds.append(tx, entries, lastNumbers);
  }
}
