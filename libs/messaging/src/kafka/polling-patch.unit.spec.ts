import { createRequire } from 'node:module';
import { patchRequestQueuePolling } from './polling-patch';

type Queue = {
  pending: unknown[];
  throttleCheckTimeoutId: unknown;
  scheduleCheckPendingRequests(): void;
  destroy(): void;
};

const RequestQueue = createRequire(__filename)('kafkajs/src/network/requestQueue') as new (o: object) => Queue;
const logger = { debug: () => undefined };
const make = (): Queue =>
  new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 1000, clientId: 'c', broker: 'b', logger });

it('plans no look at an empty queue, which kafkajs would repeat each millisecond', () => {
  patchRequestQueuePolling();
  patchRequestQueuePolling();
  const queue = make();
  queue.scheduleCheckPendingRequests();
  expect(queue.throttleCheckTimeoutId).toBeNull();
});

it('plans one while requests are pending', () => {
  patchRequestQueuePolling();
  const queue = make();
  queue.pending.push({});
  queue.scheduleCheckPendingRequests();
  expect(queue.throttleCheckTimeoutId).not.toBeNull();
  queue.destroy();
});
