import { MAX_EVENT_BYTES, type CloudEvent } from './cloud-event';
import { refuse, type Refusal } from './decode-codes';
import { OPAQUE_MAX } from './limits';
import { headerText, readRecord, type Attributes, type EventRecord } from './read-record';
import { normaliseTimestamp } from './timestamp';
import { topics, type EventData, type TopicDeclaration, type TopicName } from './topics';
import { textFault } from './values';
import type { ZodError } from 'zod';

export type Decoded<T extends TopicName> = { ok: true; event: CloudEvent<T> } | Refusal;

/** The attributes that CloudEvents requires, checked. `type` is returned only to show that it is right. */
function refusalOfAttributes(topic: TopicName, attributes: Attributes): Refusal | undefined {
  if (attributes.specversion !== '1.0') return refuse('EVENT.NOT_CLOUDEVENT', 'specversion: must be 1.0');
  for (const name of ['id', 'source', 'type'] as const) {
    const value = attributes[name];
    const fault = typeof value === 'string' ? textFault(value, OPAQUE_MAX, 1) : 'must be a string';
    if (fault !== undefined) return refuse('EVENT.NOT_CLOUDEVENT', `${name}: ${fault}`);
  }
  const type = attributes.type as string;
  if (type === `${topic}.v1`) return undefined;
  const prefix = `${topic}.v`;
  const isVersion = type.startsWith(prefix) && /^\d+$/.test(type.slice(prefix.length));
  if (isVersion) return refuse('EVENT.UNKNOWN_VERSION', `type: ${type}, expected ${topic}.v1`);
  return refuse('EVENT.UNKNOWN_TYPE', `type: ${type}, expected ${topic}.v1`);
}

function describe(error: ZodError): string {
  const lines = error.issues.slice(0, 3).map(({ path, message }) => `${['data', ...path].join('.')}: ${message}`);
  return error.issues.length > 3 ? `${lines.join('; ')}; and ${error.issues.length - 3} more` : lines.join('; ');
}

/** An optional text attribute; a wrong one is dropped, as from upstream only the required attributes count. */
function optional(value: unknown): string | undefined {
  return typeof value === 'string' && textFault(value, OPAQUE_MAX, 1) === undefined ? value : undefined;
}

/** `teamseq` is a number in structured mode and digits in binary mode. */
function optionalSequence(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : undefined;
}

/** Upstream may leave `time` out: the time of the request stands in, else the moment of reading. */
function timeOf(attributes: Attributes, data: Attributes): string {
  const given = typeof attributes.time === 'string' ? normaliseTimestamp(attributes.time) : undefined;
  if (given !== undefined) return given;
  return typeof data.requestedAt === 'string' ? data.requestedAt : new Date().toISOString();
}

/** The event with its key and team taken from `data`, whatever the record or the extensions say (contracts.md). */
function eventOf<T extends TopicName>(topic: T, attributes: Attributes, data: Attributes): CloudEvent<T> {
  const declaration = topics[topic];
  const event: CloudEvent<T> = {
    specversion: '1.0',
    id: attributes.id as string,
    source: attributes.source as string,
    type: `${topic}.v1`,
    subject: optional(attributes.subject) ?? (data[declaration.subject] as string),
    time: timeOf(attributes, data),
    datacontenttype: 'application/json',
    partitionkey: data[declaration.key] as string,
    teamid: ((topic === 'team.configured' ? data.id : data.teamId) as string | undefined) ?? '',
    data: data as EventData<T>,
  };
  const teamseq = optionalSequence(attributes.teamseq);
  if (teamseq !== undefined) event.teamseq = teamseq;
  for (const name of ['correlationid', 'causationid', 'traceparent'] as const) {
    const value = optional(attributes[name]);
    if (value !== undefined) event[name] = value;
  }
  return event;
}

/**
 * Reads a record of `topic` strictly (routing.md, step 0), in structured mode, in binary mode, or as a plain JSON document
 * without any header. Never throws. Unknown fields are dropped, UUIDs come out in lower case, times as UTC with
 * milliseconds. Nothing of the text stands in `detail` but names of fields and the wrong type, and it can be stored.
 * A null value is no event, so it is refused; on compacted topics it is a tombstone, which consumers know before decoding.
 */
export function decodeEvent<T extends TopicName>(topic: T, record: EventRecord): Decoded<T> {
  if (record.value === null) return refuse('EVENT.NULL_VALUE', 'the record has no value');
  if (record.value.length > MAX_EVENT_BYTES) return refuse('EVENT.TOO_LARGE', `${record.value.length} bytes`);
  const read = readRecord(record.value, record.headers, headerText(record.headers, 'content-type'));
  if (!read.ok) return read;
  const refusal = refusalOfAttributes(topic, read.attributes);
  if (refusal) return refusal;
  const data = (topics[topic] as TopicDeclaration).data.safeParse(read.data);
  if (!data.success) return refuse('EVENT.INVALID_DATA', describe(data.error));
  return { ok: true, event: eventOf(topic, read.attributes, data.data as Attributes) };
}
