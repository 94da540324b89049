import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  FeedStream,
  Groups,
  metrics,
  Problem,
  startOf,
  type StreamReply,
  StreamWriter,
  unavailable,
} from '@switchboard/runtime';
import type { CustomerCaller } from '../channel-access/caller';
import { ChatFeeds } from './chat-feeds';
import { FeedHistoryRepository } from './feed-history.repository';
import { FeedOptions } from './feed.options';

// A customer's tabs; the token is worth one chat.
const maxStreamsOfChat = 20;
const openGauge = metrics.gauge({ name: 'intake_streams', help: 'Open streams of customers' });
const cutCounter = metrics.counter({
  name: 'intake_streams_cut_total',
  help: 'Streams cut off because their reader did not take what was sent',
});

/** The streams of customers that this instance holds, from their beginning to their end. */
@Injectable()
export class CustomerStreams implements OnModuleDestroy {
  private readonly streams = new Set<FeedStream>();
  private readonly ofChat = new Groups<FeedStream>();
  private stopping = false;

  constructor(
    private readonly feeds: ChatFeeds,
    private readonly history: FeedHistoryRepository,
    private readonly options: FeedOptions,
  ) {}

  /**
   * Answers with the stream; resolves once it has begun.
   * @throws Problem REQUEST.TOO_MANY, SERVER.UNAVAILABLE
   */
  async open(caller: CustomerCaller, lastEventId: string | undefined, reply: StreamReply): Promise<void> {
    const stream = this.add(caller, reply);
    try {
      const position = await this.history.position(caller.chatId);
      if (this.stopping) throw unavailable();
      stream.begin(startOf(lastEventId, position), this.options.heartbeatMs);
    } catch (error) {
      this.remove(caller.chatId, stream);
      throw error;
    }
  }

  /** Tells the customer, in each of the tabs that this instance holds, what is in no feed. */
  tell(chatId: string, text: string): void {
    for (const stream of this.ofChat.of(chatId)) stream.tell(text);
  }

  onModuleDestroy(): void {
    this.stopping = true;
    for (const { writer } of this.streams) writer.end('the service is shutting down');
  }

  private add({ chatId, expiresAt }: CustomerCaller, reply: StreamReply): FeedStream {
    if (this.stopping) throw unavailable();
    const open = this.ofChat.of(chatId).length;
    if (open >= maxStreamsOfChat) throw new Problem('REQUEST.TOO_MANY', { detail: `${open} streams are open.` });
    const writer = new StreamWriter(reply, this.options.stalledMs, () => cutCounter.inc());
    const stream = new FeedStream({ feedId: chatId, expiresAt: expiresAt * 1000 }, writer, this.feeds, this.history);
    this.streams.add(stream);
    this.ofChat.add(chatId, stream);
    openGauge.inc();
    void writer.whenClosed().then(() => this.remove(chatId, stream));
    return stream;
  }

  private remove(chatId: string, stream: FeedStream): void {
    this.ofChat.remove(chatId, stream);
    if (this.streams.delete(stream)) openGauge.dec();
  }
}
