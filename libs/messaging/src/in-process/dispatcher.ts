import { Logger } from '@nestjs/common';
import { consumers } from '@switchboard/contracts';
import type { ConsumerName } from '@switchboard/contracts';
import type { ServiceLink } from '../broker';
import { countRelayed } from '../messaging.metrics';
import { outboxChannel } from '../outbox/outbox';
import type { OutboxRow } from '../outbox/outbox-row';
import { SAFETY_SCAN_MS } from '../outbox/shard-relay';
import { Signal } from '../signal';
import { OutboxReader } from './outbox-reader';
import type { Subscription } from './subscription';

/** Rows in delivery at once. When so many wait for failing subscribers, those behind them wait too. */
const MOST_IN_DELIVERY = 20_000;

interface Delivery {
  readonly row: OutboxRow;
  /** Subscribers that do not have it yet. */
  readonly missing: Set<ConsumerName>;
}

/** Takes the rows of one service's outbox to their subscribers, and ends each row that all of them have. */
export class Dispatcher {
  private readonly logger = new Logger('Outbox');
  private readonly reader: OutboxReader;
  private readonly inDelivery = new Map<string, Delivery>();
  private finished: OutboxRow[] = [];
  private readonly wake = new Signal();
  private stopped = false;
  private running: Promise<unknown> = Promise.resolve();
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    private readonly link: ServiceLink,
    private readonly subscriptions: ReadonlyMap<ConsumerName, Subscription>,
  ) {
    this.reader = new OutboxReader(link);
  }

  async start(): Promise<void> {
    this.unlisten = await this.link.listener.listen(outboxChannel(this.link.service), () => this.wake.give());
    await this.forgetLostAcknowledgements();
    await this.takeKept();
    this.running = Promise.all([this.loop(), ...[...this.subscriptions.values()].map((s) => s.run())]);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake.interrupt();
    for (const subscription of this.subscriptions.values()) subscription.stop();
    await this.unlisten?.();
    await this.running;
    // What was acknowledged last would otherwise be looked at once more at the next start.
    await this.finish().catch(() => undefined);
  }

  /** A subscriber has these rows: its transaction has committed. */
  acknowledged(consumer: ConsumerName, ids: readonly string[]): void {
    for (const id of ids) {
      const delivery = this.inDelivery.get(id);
      delivery?.missing.delete(consumer);
      if (delivery?.missing.size === 0) this.finished.push(delivery.row);
    }
    if (this.finished.length > 0) this.wake.give();
  }

  /** Whether the subscriber has every row of its topics that waits at this moment. */
  async hasAll(consumer: ConsumerName): Promise<boolean> {
    const subscription = this.subscriptions.get(consumer);
    if (!subscription) return true;
    const ids = await this.reader.waitingOf(consumers[consumer].topics);
    return (await subscription.acknowledgements.find(ids)).size === ids.length;
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.finish();
        const taken = await this.takeWaiting();
        if (taken === 0 && this.finished.length === 0) await this.wake.wait(SAFETY_SCAN_MS);
      } catch (error) {
        this.logger.warn(`The outbox of ${this.link.service} cannot be read: ${String(error)}`);
        await this.wake.sleep(SAFETY_SCAN_MS);
      }
    }
  }

  private async takeWaiting(): Promise<number> {
    if (this.inDelivery.size >= MOST_IN_DELIVERY) return 0;
    const rows = await this.reader.waiting([...this.inDelivery.keys()]);
    await this.take(rows);
    return rows.length;
  }

  /** A subscriber that is new gets the last row of each key of its compacted topics, before anything that waits. */
  private async takeKept(): Promise<void> {
    for (let after = '0'; ;) {
      const rows = await this.reader.kept(after);
      const last = rows.at(-1);
      if (last === undefined) return;
      await this.take(rows);
      after = last.id;
    }
  }

  private async take(rows: readonly OutboxRow[]): Promise<void> {
    const deliveries = rows.map((row): Delivery => ({ row, missing: new Set(this.subscribersOf(row.topic)) }));
    for (const [consumer, { acknowledgements }] of this.subscriptions) {
      const own = deliveries.filter(({ missing }) => missing.has(consumer));
      const known = await acknowledgements.find(own.map(({ row }) => row.id));
      for (const { row, missing } of own) if (known.has(row.id)) missing.delete(consumer);
    }
    for (const delivery of deliveries) {
      this.inDelivery.set(delivery.row.id, delivery);
      if (delivery.missing.size === 0) this.finished.push(delivery.row);
      for (const consumer of delivery.missing) this.subscriptions.get(consumer)?.add(delivery.row);
    }
  }

  private *subscribersOf(topic: string): Iterable<ConsumerName> {
    for (const name of this.subscriptions.keys()) {
      if ((consumers[name].topics as readonly string[]).includes(topic)) yield name;
    }
  }

  /** Ends rows in the outbox first: acknowledgements without their row do no harm, a row without them comes again. */
  private async finish(): Promise<void> {
    if (this.finished.length === 0) return;
    const rows = this.finished;
    this.finished = [];
    try {
      const gone = await this.reader.finish(rows);
      for (const { id } of rows) this.inDelivery.delete(id);
      countRelayed(this.link.service, rows.length);
      for (const { acknowledgements } of this.subscriptions.values()) await acknowledgements.remove(gone);
    } catch (error) {
      this.finished.push(...rows.filter(({ id }) => this.inDelivery.has(id)));
      throw error;
    }
  }

  /** A crash may have left acknowledgements of rows that are gone. */
  private async forgetLostAcknowledgements(): Promise<void> {
    for (const { acknowledgements } of this.subscriptions.values()) {
      const known = [...(await acknowledgements.find(null))];
      const existing = await this.reader.existing(known);
      await acknowledgements.remove(known.filter((id) => !existing.has(id)));
    }
  }
}
