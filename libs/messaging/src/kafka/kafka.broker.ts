import type { ServiceName } from '@switchboard/contracts';
import { BrokerBase } from '../broker.base';
import type { KafkaBrokerOptions } from './kafka.options';

/** Apache Kafka behind the port. */
export class KafkaBroker extends BrokerBase {
  readonly kind = 'kafka';

  constructor(readonly options: KafkaBrokerOptions) {
    super();
  }

  assertReady(_service: ServiceName): void {}
  assertLive(): void {}
  protected async open(): Promise<void> {}
  protected async close(): Promise<void> {}
}
