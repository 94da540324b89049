import type { ServiceName } from '@switchboard/contracts';
import type { Broker, HandlerTable, ServiceLink } from './broker';

/** What both brokers share: which services are attached, and that starting and stopping happen once. */
export abstract class BrokerBase implements Broker {
  abstract readonly kind: 'kafka' | 'in-process';
  handlers: HandlerTable = new Map();
  private readonly attached = new Map<ServiceName, ServiceLink>();
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
    await this.open();
  }

  stop(): Promise<void> {
    this.stopping ??= this.close();
    return this.stopping;
  }

  abstract assertReady(service: ServiceName): void;
  abstract assertLive(): void;
  protected abstract open(): Promise<void>;
  protected abstract close(): Promise<void>;
}
