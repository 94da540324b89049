import { createRequire } from 'node:module';

interface RequestQueue {
  pending: unknown[];
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

/**
 * kafkajs 2.2.4 (#1751): after each response the request queue plans another look at its pending requests, also when
 * there are none, with a delay below zero, which Node makes 1 ms: a timer per connection that never ends (measured:
 * 32 ms of CPU each second while idle, 5 without). A queue without pending requests has nothing to look at, and
 * `push` plans a look whenever it adds one; so the plan is skipped when nothing is pending.
 */
export function patchRequestQueuePolling(): void {
  const load = createRequire(__filename);
  const { prototype } = load('kafkajs/src/network/requestQueue') as { prototype: RequestQueue & { patched?: true } };
  if (prototype.patched) return;
  prototype.patched = true;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}
