import { consumers } from '@switchboard/contracts';
import type { ConsumerName, ServiceName } from '@switchboard/contracts';
import type { ServiceLink } from '../broker';
import { BrokerBase } from '../broker.base';
import { Dispatcher } from './dispatcher';
import { Subscription } from './subscription';

/**
 * The broker of standalone. It stores nothing itself: the outboxes of the services in this process make it durable,
 * and inbox rows in the subscribers' own transactions are the acknowledgements. One process at a time.
 */
export class InProcessBroker extends BrokerBase {
  readonly kind = 'in-process';
  private readonly dispatchers = new Map<ServiceName, Dispatcher>();
  private running = false;

  assertReady(service: ServiceName): void {
    if (!this.running) throw new Error(`the messaging of ${service} has not started`);
  }

  async hasReadAll(consumer: ConsumerName): Promise<boolean> {
    if (!this.running) return false;
    const dispatchers = [...this.dispatchers.values()];
    return (await Promise.all(dispatchers.map((one) => one.hasAll(consumer)))).every(Boolean);
  }

  protected async open(): Promise<void> {
    for (const link of this.links.values()) this.dispatchers.set(link.service, this.dispatcherOf(link));
    for (const dispatcher of this.dispatchers.values()) await dispatcher.start();
    this.running = true;
  }

  protected async close(): Promise<void> {
    this.running = false;
    await Promise.all([...this.dispatchers.values()].map((dispatcher) => dispatcher.stop()));
  }

  private dispatcherOf(from: ServiceLink): Dispatcher {
    const subscriptions = new Map<ConsumerName, Subscription>();
    for (const [consumer, handler] of this.handlers) {
      const link = this.links.get(consumers[consumer].service);
      if (link === undefined) continue;
      const acknowledged = (name: ConsumerName, ids: readonly string[]): void => dispatcher.acknowledged(name, ids);
      subscriptions.set(consumer, new Subscription({ from: from.service, consumer, link, handler, acknowledged }));
    }
    const dispatcher = new Dispatcher(from, subscriptions);
    return dispatcher;
  }
}
