import { Problem } from '@switchboard/runtime';
import type { ChannelCaller } from '../channel-access/caller';

const anyKey = /^[\x21-\x7e]{1,200}$/;
// All pages share the publishable key, and with it the scope of these keys: there the key of another visitor must be
// impossible to guess, because who repeats it with the same body is given the token of the chat.
const longEnough = 16;

/**
 * The Idempotency-Key of a request.
 * @throws Problem IDEMPOTENCY.MISSING_KEY or IDEMPOTENCY.INVALID_KEY
 */
export function idempotencyKeyOf(header: string | undefined, caller: ChannelCaller): string {
  const field = 'Idempotency-Key';
  if (header === undefined || header === '') {
    throw new Problem('IDEMPOTENCY.MISSING_KEY', { field, detail: 'send a new random value with each new request' });
  }
  if (!anyKey.test(header)) {
    throw new Problem('IDEMPOTENCY.INVALID_KEY', { field, detail: 'must be 1 to 200 visible ASCII characters' });
  }
  if (caller.kind === 'publishable' && header.length < longEnough) {
    throw new Problem('IDEMPOTENCY.INVALID_KEY', {
      field,
      detail: 'from a page must be at least 16 random characters',
    });
  }
  return header;
}
