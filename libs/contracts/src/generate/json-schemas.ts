import { z } from 'zod';
import { topics, type TopicName } from '../topics';
import { OPAQUE_MAX } from '../limits';

export type JsonSchema = Record<string, unknown>;
type Target = 'draft-2020-12' | 'draft-7';

/** The data of a topic's event as a sender may write it: unknown fields are allowed, what has a default may be left out. */
function dataSchema(topic: TopicName, target: Target): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(topics[topic].data, { io: 'input', target });
  return schema;
}

const opaque = { type: 'string', minLength: 1, maxLength: OPAQUE_MAX };

/** A topic's whole event in structured mode. Only what CloudEvents requires, and `data`, is required. */
export function eventSchema(topic: TopicName, target: Target): JsonSchema {
  return {
    title: `${topic}.v1`,
    description: topics[topic].about,
    type: 'object',
    required: ['specversion', 'id', 'source', 'type', 'data'],
    properties: {
      specversion: { const: '1.0' },
      id: { ...opaque, description: 'Unique per source. A repeated delivery has the same source and id.' },
      source: { ...opaque, format: 'uri-reference' },
      type: { const: `${topic}.v1` },
      subject: { ...opaque, description: `The event is about this: ${topics[topic].subject} of data.` },
      time: { type: 'string', format: 'date-time' },
      datacontenttype: { type: 'string', default: 'application/json' },
      partitionkey: { ...opaque, description: `The Kafka key: ${topics[topic].key} of data.` },
      teamid: { type: 'string' },
      teamseq: { type: 'integer', minimum: 0, description: "The team's sequence: increasing, gaps allowed." },
      correlationid: opaque,
      causationid: opaque,
      traceparent: opaque,
      data: dataSchema(topic, target),
    },
  };
}

/** The JSON Schema document of a topic's event, `schemas/<topic>.json`. */
export function schemaDocument(topic: TopicName): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...eventSchema(topic, 'draft-2020-12') };
}
