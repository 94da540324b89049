import type { ConsumerName, ServiceName } from '@switchboard/contracts';
import type { Broker, HandlerTable, ServiceLink } from './broker';

/** What both brokers share: which services are attached, that starting and stopping happen once, and failing for good. */
export abstract class BrokerBase implements Broker {
  abstract readonly kind: 'kafka' | 'in-process';
  handlers: HandlerTable = new Map();
  private readonly attached = new Map<ServiceName, ServiceLink>();
  private readonly failureListeners: ((error: Error) => void)[] = [];
  private failure: Error | undefined;
  private stopping: Promise<void> | undefined;

  get links(): ReadonlyMap<ServiceName, ServiceLink> {
    return this.attached;
  }

  attach(link: ServiceLink): void {
    if (this.attached.has(link.service)) {
      throw new Error(`The service "${link.service}" is attached to this broker twice.`);
    }
    this.attached.set(link.service, link);
  }

  async start(handlers: HandlerTable): Promise<void> {
    this.handlers = handlers;
    try {
      await this.open();
    } catch (error) {
      await this.stop().catch(() => undefined);
      throw error;
    }
  }

  stop(): Promise<void> {
    this.stopping ??= this.close();
    return this.stopping;
  }

  onFailure(listener: (error: Error) => void): void {
    this.failureListeners.push(listener);
  }

  assertLive(): void {
    if (this.failure) throw this.failure;
  }

  abstract assertReady(service: ServiceName): void;
  abstract hasReadAll(consumer: ConsumerName): Promise<boolean>;
  protected abstract open(): Promise<void>;
  protected abstract close(): Promise<void>;

  protected fail(error: Error): void {
    this.failure ??= error;
    for (const listener of this.failureListeners) listener(error);
  }
}
