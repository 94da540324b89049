import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import type { ConsumerName } from '@switchboard/contracts';
import { lastValueFrom } from 'rxjs';
import type { Broker } from './broker';
import { assertHandlers } from './handler-table';
import type { ConsumerHandler } from './message';

/**
 * Nest's transport strategy for both brokers: `app.connectMicroservice({ strategy: new ConsumerStrategy(broker) })`.
 * Nest's own Kafka server takes one message at a time and retries a poisonous one for ever.
 */
export class ConsumerStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('switchboard');
  private readonly found: { name: string; handler: MessageHandler }[] = [];

  constructor(private readonly broker: Broker) {
    super();
  }

  /** Nest would chain two handlers of one name; here that is a fault, which `listen` reports. */
  override addHandler(pattern: unknown, callback: MessageHandler): void {
    this.found.push({ name: String(pattern), handler: callback });
  }

  /** Starts the broker. The callback gets the error when handlers are missing, or a topic, or the broker itself. */
  listen(callback: (error?: unknown) => void): void {
    this.start().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Finishes the batches in flight. */
  async close(): Promise<void> {
    await this.broker.stop();
  }

  on(): void {
    throw new Error('The consumer strategy has no events.');
  }

  unwrap<T>(): T {
    return this.broker as T;
  }

  private async start(): Promise<void> {
    const names = this.found.map(({ name }) => name);
    assertHandlers(names, this.broker.links.keys());
    const handlers = this.found.map(({ name, handler }) => [name as ConsumerName, asConsumerHandler(handler)] as const);
    await this.broker.start(new Map(handlers));
  }
}

/** Nest's handlers return a promise of an observable or of a value; either way the error is the original one. */
function asConsumerHandler(handler: MessageHandler): ConsumerHandler {
  return async (batch) => {
    const result: unknown = await handler(batch);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  };
}

function isObservable(value: unknown): value is Parameters<typeof lastValueFrom>[0] {
  return typeof (value as { subscribe?: unknown } | null | undefined)?.subscribe === 'function';
}
