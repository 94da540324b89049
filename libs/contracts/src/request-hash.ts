import { hash } from 'node:crypto';
import type { EventData } from './topics';

function sorted<V>(record: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Tells whether two requests of one chat id are the same: SHA-256, in hexadecimal, of the canonical JSON (RFC 8785: keys
 * sorted, no white space) of decoded `data` without `requestedAt`. The keys stand here in their sorted order rather than
 * being sorted for each request; a spec compares it with a general canonical form, so that no new field is forgotten.
 */
export function requestHash(data: EventData<'chat.requested'>): string {
  const { customer } = data;
  const canonical = {
    channelId: data.channelId,
    chatId: data.chatId,
    customer: {
      attributes: customer.attributes && sorted(customer.attributes),
      id: customer.id,
      locale: customer.locale,
      name: customer.name,
    },
    firstMessage: data.firstMessage,
    teamId: data.teamId,
  };
  return hash('sha256', JSON.stringify(canonical), 'hex');
}
