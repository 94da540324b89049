import { Refused } from '@switchboard/client';
import type { components } from '../api/generated/intake';
import { browserStorage } from '../app/browser-storage';
import { channelPart } from './kept-chat';

/** A request for an agent that was sent. It stays as it is until an answer tells what became of it. */
export interface OpenRequest {
  /** Sent again under it, the same request counts once; another one is refused. */
  idempotencyKey: string;
  body: components['schemas']['RequestChatDto'];
}

const storage = () => browserStorage('sessionStorage');
const storageKey = (channelKey: string): string => `switchboard.request.${channelPart(channelKey)}`;

/** The request that was sent from this tab to the channel, before a reload too, and was not answered. */
export function openRequest(channelKey: string): OpenRequest | undefined {
  const text = storage().getItem(storageKey(channelKey));
  return text === null ? undefined : (JSON.parse(text) as OpenRequest);
}

/** Undefined once it was answered. */
export function keepOpenRequest(channelKey: string, request: OpenRequest | undefined): void {
  if (request) storage().setItem(storageKey(channelKey), JSON.stringify(request));
  else storage().removeItem(storageKey(channelKey));
}

/** Whether the failure says that the request was not taken. A server that fails, or does not answer, may have taken it. */
export const isRefusal = (error: Error): boolean =>
  error instanceof Refused && error.status < 500 && error.problem.code !== 'IDEMPOTENCY.IN_FLIGHT';
