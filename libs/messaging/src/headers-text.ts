import type { RecordHeaders } from './received';

type StoredHeaders = Record<string, string | { base64: string }>;

/** Headers as JSON for a text column (jsonb would reject U+0000). Bytes that are no UTF-8 are kept as base64. */
export function headersToText(headers: RecordHeaders): string {
  const stored: StoredHeaders = {};
  for (const [name, given] of Object.entries(headers)) {
    // kafkajs gives a list where a name is repeated; the codecs look at the first, and so do we.
    const value = Array.isArray(given) ? given[0] : given;
    if (value !== undefined) stored[name] = toStored(value);
  }
  return JSON.stringify(stored);
}

/** The reverse; what was base64 comes back as a Buffer. */
export function headersFromText(text: string): Record<string, Buffer | string> {
  const stored = JSON.parse(text) as StoredHeaders;
  return Object.fromEntries(
    Object.entries(stored).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : Buffer.from(value.base64, 'base64'),
    ]),
  );
}

function toStored(value: Buffer | string): string | { base64: string } {
  if (typeof value === 'string') return value;
  const text = value.toString('utf8');
  return Buffer.from(text, 'utf8').equals(value) ? text : { base64: value.toString('base64') };
}
