import { normaliseTimestamp } from './timestamp';
import { topics, type EventData, type ServiceName, type TopicName } from './topics';
import { uuidv7 } from './uuid';

/** CloudEvents content type of structured mode, in which all of ours are emitted. */
export const CLOUDEVENT_CONTENT_TYPE = 'application/cloudevents+json';
/** Anything larger is refused unread. The largest event that the schemas allow fits, escapes included. */
export const MAX_EVENT_BYTES = 256 * 1024;

/** A CloudEvents 1.0 event of ours, or of an upstream after decoding (contracts.md, "Events"). */
export interface CloudEvent<T extends TopicName = TopicName> {
  specversion: '1.0';
  /** Unique per `source` only. */
  id: string;
  source: string;
  type: `${T}.v1`;
  /** The id of the thing that the event is about. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** The Kafka key. */
  partitionkey: string;
  /** Empty only for `presence.beat`, which belongs to no team; then it is not written. */
  teamid: string;
  teamseq?: number;
  correlationid?: string;
  causationid?: string;
  traceparent?: string;
  data: EventData<T>;
}

export interface NewEvent<T extends TopicName> {
  id?: string;
  source: ServiceName;
  subject: string;
  key: string;
  teamId: string;
  teamSeq?: number;
  correlationId?: string;
  causationId?: string;
  traceparent?: string;
  time?: Date | string;
  data: EventData<T>;
}

/** `source` of all instances of a service. */
export function sourceOf(service: ServiceName): string {
  return `/switchboard/${service}`;
}

function timeOf(time: Date | string | undefined): string {
  if (typeof time !== 'string') return (time ?? new Date()).toISOString();
  const normalised = normaliseTimestamp(time);
  if (normalised === undefined) throw new RangeError('time of an event must be an RFC 3339 time');
  return normalised;
}

/**
 * Makes an event of ours. `data` is held to its schema by the compiler, not again at run time: it is built from what was
 * decoded or validated before, and one bad event must not fail the whole batch that it is made in. `checkEvent` does it
 * where that is wanted, and the golden examples hold each producer to the schema.
 * @throws RangeError when `time` is a string but no RFC 3339 time
 */
export function createEvent<T extends TopicName>(topic: T, e: NewEvent<T>): CloudEvent<T> {
  const event: CloudEvent<T> = {
    specversion: '1.0',
    id: e.id ?? uuidv7(),
    source: sourceOf(e.source),
    type: `${topic}.v1`,
    subject: e.subject,
    time: timeOf(e.time),
    datacontenttype: 'application/json',
    partitionkey: e.key,
    teamid: e.teamId,
    data: e.data,
  };
  if (e.teamSeq !== undefined) event.teamseq = e.teamSeq;
  if (e.correlationId !== undefined) event.correlationid = e.correlationId;
  if (e.causationId !== undefined) event.causationid = e.causationId;
  if (e.traceparent !== undefined) event.traceparent = e.traceparent;
  return event;
}

/** Writes an event in structured mode. `value` is JSON; the caller keys the record with `partitionkey`. */
export function encodeEvent(event: CloudEvent): { value: string; headers: Record<string, string> } {
  const value = event.teamid === '' ? JSON.stringify({ ...event, teamid: undefined }) : JSON.stringify(event);
  return { value, headers: { 'content-type': CLOUDEVENT_CONTENT_TYPE } };
}

/** The topic of an event, from its type; undefined for a type that is not ours. */
export function topicOf<T extends TopicName>(event: CloudEvent<T>): T {
  return event.type.slice(0, -3) as T;
}

/**
 * Holds the data of an event to its schema and gives it back normalised and without unknown fields.
 * @throws ZodError
 */
export function checkData<T extends TopicName>(topic: T, data: unknown): EventData<T> {
  return topics[topic].data.parse(data) as EventData<T>;
}
