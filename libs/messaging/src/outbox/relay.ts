import { Logger } from '@nestjs/common';
import type { ServiceLink } from '../broker';
import { showSetAside } from '../messaging.metrics';
import { Signal } from '../signal';
import { outboxChannel } from './outbox';
import type { SendRows } from './outbox-row';
import { RelaySession } from './relay-session';
import { SAFETY_SCAN_MS, ShardRelay } from './shard-relay';

const RECONNECT_MS = 500;
const COUNT_EVERY = 15;

/**
 * The relay of one service in this process. Of all instances one holds the advisory lock of a shard and publishes it;
 * the others stand by and take over when its session ends, within a second.
 */
export class Relay {
  private readonly logger = new Logger('Outbox');
  private readonly tick = new Signal();
  private readonly shards = new Map<number, ShardRelay>();
  private connected = false;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    private readonly link: ServiceLink,
    private readonly send: SendRows,
  ) {}

  async start(): Promise<void> {
    this.unlisten = await this.link.listener.listen(outboxChannel(this.link.service), (shard) => this.wake(shard));
    this.running = this.supervise();
  }

  /** Ends after the page in flight and frees the locks, so that another instance takes over at once. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.tick.interrupt();
    for (const shard of this.shards.values()) shard.wake.interrupt();
    await this.unlisten?.();
    await this.running;
  }

  /** Throws unless the relay publishes or stands by. */
  assertRunning(): void {
    if (!this.connected) throw new Error(`the outbox relay of ${this.link.service} has no database session`);
  }

  private wake(shard: string): void {
    // An empty payload comes after a reconnect of the listener: look everywhere.
    if (shard === '') for (const relay of this.shards.values()) relay.wake.give();
    else this.shards.get(Number(shard))?.wake.give();
  }

  private async supervise(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.hold(await RelaySession.open(this.link));
      } catch (error) {
        if (this.stopped) return;
        this.logger.warn(`The relay of ${this.link.service} lost its session: ${String(error)}`);
        await this.tick.sleep(RECONNECT_MS);
      }
    }
  }

  /** Takes the shards that are free, again and again, and relays each until the session is lost or the relay stops. */
  private async hold(session: RelaySession): Promise<void> {
    const ended: Promise<void>[] = [];
    let failure: Error | undefined;
    try {
      await session.keepPlans();
      for (let round = 0; !this.stopped && !failure; round++) {
        for (const shard of await session.lock()) {
          const relay = new ShardRelay(this.link.service, shard, session, this.send, () => this.stopped || !!failure);
          this.shards.set(shard, relay);
          const run = relay.run().catch((error: unknown) => {
            failure ??= error instanceof Error ? error : new Error(String(error));
            this.tick.give();
          });
          ended.push(run);
        }
        this.connected = true;
        if (round % COUNT_EVERY === 0) showSetAside(this.link.service, await session.countSetAside());
        await this.tick.wait(SAFETY_SCAN_MS);
      }
    } finally {
      this.connected = false;
      for (const relay of this.shards.values()) relay.wake.give();
      await Promise.all(ended);
      this.shards.clear();
      await session.close();
    }
    if (failure) throw failure;
  }
}
