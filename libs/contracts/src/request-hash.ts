import { hash } from 'node:crypto';
import type { EventData } from './topics';
import type { Attributes } from './values';

const quote = JSON.stringify;

function optional(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":${quote(value)}`;
}

/** By hand, because JSON.stringify puts names that look like numbers first, whatever order they were given in. */
function canonicalAttributes(attributes: Attributes): string {
  const names = Object.keys(attributes).sort();
  return `{${names.map((name) => `${quote(name)}:${quote(attributes[name])}`).join(',')}}`;
}

function canonicalCustomer(customer: EventData<'chat.requested'>['customer']): string {
  const attributes = customer.attributes ? `"attributes":${canonicalAttributes(customer.attributes)},` : '';
  return `{${attributes}"id":${quote(customer.id)}${optional('locale', customer.locale)}${optional('name', customer.name)}}`;
}

/**
 * Tells whether two requests of one chat id are the same: SHA-256, in hexadecimal, of the canonical JSON (RFC 8785: names
 * sorted, no white space) of decoded `data` without `requestedAt`. The fields stand here in their sorted order rather than
 * being sorted for each request; a spec compares it with a general canonical form, so that no new field is forgotten.
 */
export function requestHash(data: EventData<'chat.requested'>): string {
  const channel = data.channelId === undefined ? '' : `"channelId":"${data.channelId}",`;
  const customer = canonicalCustomer(data.customer);
  const message = optional('firstMessage', data.firstMessage);
  // Decoded UUIDs have nothing in them to escape.
  const json = `{${channel}"chatId":"${data.chatId}","customer":${customer}${message},"teamId":"${data.teamId}"}`;
  return hash('sha256', json, 'hex');
}
