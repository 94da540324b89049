import type { ServiceName } from '@switchboard/contracts';
import { BrokerBase } from '../broker.base';

/** The broker of standalone: delivers from the outboxes of the services in this process, which make it durable. */
export class InProcessBroker extends BrokerBase {
  readonly kind = 'in-process';

  assertReady(_service: ServiceName): void {}
  protected async open(): Promise<void> {}
  protected async close(): Promise<void> {}
}
