import type { ConsumerName } from '@switchboard/contracts';
import type { Broker } from './broker';

/** How far the consumers of the service have read, for what must not be decided before the news is known. */
export class ReadProgress {
  constructor(private readonly broker: Broker) {}

  /** Whether the consumer, in whichever instance, has processed all that had been published for it by now. */
  hasReadAll(consumer: ConsumerName): Promise<boolean> {
    return this.broker.hasReadAll(consumer);
  }
}
