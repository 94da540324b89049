import { AsyncLocalStorage } from 'node:async_hooks';

interface Context {
  correlationId: string;
}

const storage = new AsyncLocalStorage<Context>();

/** Ids of others are taken over only when they are harmless in logs and headers. */
const acceptable = /^[A-Za-z0-9._:-]{1,128}$/;

/** The correlation id of the request or event being handled; undefined outside of one. */
export function correlationId(): string | undefined {
  return storage.getStore()?.correlationId;
}

/** Runs `work` so that its logs, problems and events carry `id`. */
export function withCorrelationId<T>(id: string, work: () => T): T {
  return storage.run({ correlationId: id }, work);
}

export function isCorrelationId(value: unknown): value is string {
  return typeof value === 'string' && acceptable.test(value);
}
