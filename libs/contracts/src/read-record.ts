import { isUtf8 } from 'node:buffer';
import { CLOUDEVENT_CONTENT_TYPE } from './cloud-event';
import { refuse, type Refusal } from './decode-codes';

type HeaderValue = Buffer | string | (Buffer | string)[] | undefined;

/** A record as it comes from the broker: bytes, and headers as kafkajs gives them (a repeated one is a list). */
export interface EventRecord {
  value: Buffer | null;
  headers: Record<string, HeaderValue>;
}

export type Attributes = Record<string, unknown>;
type Read = { ok: true; attributes: Attributes; data: unknown } | Refusal;

const JSON_TYPE = /^[\w.+-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const STRUCTURED = /^application\/cloudevents/i;
const STRUCTURED_JSON = /^application\/cloudevents\+json\s*(?:;|$)/i;

const isObject = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a header; of a repeated one the first. */
export function headerText(headers: EventRecord['headers'], name: string): string | undefined {
  const found = headers[name];
  const first = Array.isArray(found) ? found[0] : found;
  return Buffer.isBuffer(first) ? first.toString('utf8') : first;
}

function parse(bytes: Buffer): { ok: true; json: unknown } | Refusal {
  if (!isUtf8(bytes)) return refuse('EVENT.NOT_UTF8', 'the bytes are not UTF-8');
  try {
    return { ok: true, json: JSON.parse(bytes.toString('utf8')) };
  } catch {
    // The parser's own message quotes the text, and what customers write does not belong in logs.
    return refuse('EVENT.NOT_JSON', 'the text is not JSON');
  }
}

function readStructured(bytes: Buffer): Read {
  const parsed = parse(bytes);
  if (!parsed.ok) return parsed;
  const attributes = parsed.json;
  if (!isObject(attributes)) return refuse('EVENT.NOT_CLOUDEVENT', 'the value must be one JSON object');
  const type = attributes.datacontenttype;
  if (type !== undefined && type !== 'application/json' && !(typeof type === 'string' && JSON_TYPE.test(type))) {
    return refuse('EVENT.UNSUPPORTED_FORMAT', 'datacontenttype: must be JSON');
  }
  // Some SDKs write bytes, although they are JSON, as base64.
  if (attributes.data === undefined && typeof attributes.data_base64 === 'string') {
    const data = parse(Buffer.from(attributes.data_base64, 'base64'));
    return data.ok ? { ok: true, attributes, data: data.json } : data;
  }
  return { ok: true, attributes, data: attributes.data };
}

function readBinary(bytes: Buffer, headers: EventRecord['headers'], contentType: string | undefined): Read {
  if (contentType !== undefined && !JSON_TYPE.test(contentType)) {
    return refuse('EVENT.UNSUPPORTED_FORMAT', 'content-type: must be JSON');
  }
  const attributes: Attributes = {};
  for (const name of Object.keys(headers)) {
    if (name.startsWith('ce_')) attributes[name.slice(3)] = headerText(headers, name);
  }
  const parsed = parse(bytes);
  return parsed.ok ? { ok: true, attributes, data: parsed.json } : parsed;
}

/**
 * Takes attributes and data apart, by the CloudEvents Kafka binding: the content type says that the whole event is the
 * value; else a `ce_specversion` header says that attributes are headers and the value is the data. A document with
 * neither is read as structured, so that `kcat` needs no options. Every value is parsed once.
 */
export function readRecord(bytes: Buffer, headers: EventRecord['headers'], contentType: string | undefined): Read {
  if (contentType === CLOUDEVENT_CONTENT_TYPE) return readStructured(bytes);
  if (contentType !== undefined && STRUCTURED.test(contentType)) {
    if (STRUCTURED_JSON.test(contentType)) return readStructured(bytes);
    return refuse('EVENT.UNSUPPORTED_FORMAT', 'content-type: only single events in JSON are read');
  }
  if (headers.ce_specversion !== undefined) return readBinary(bytes, headers, contentType);
  if (contentType === undefined || JSON_TYPE.test(contentType)) return readStructured(bytes);
  return refuse('EVENT.UNSUPPORTED_FORMAT', 'content-type: must be application/cloudevents+json');
}
