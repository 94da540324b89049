import { CLOUDEVENT_CONTENT_TYPE } from '../cloud-event';
import { consumerGroup, consumerNames, consumers } from '../consumers';
import { exampleOf, furtherExamplesOf } from '../examples';
import { deadLetterSettings, deadLetterTopic, topicNames, topics, type TopicName, type TopicSettings } from '../topics';
import { eventSchema } from './json-schemas';

type Node = Record<string, unknown>;

const ref = (path: string): Node => ({ $ref: `#/${path}` });
const byTopic = (entry: (topic: TopicName) => [string, Node]): Node => Object.fromEntries(topicNames.map(entry));

function kafkaTopic(name: string, settings: TopicSettings): Node {
  const configuration: Node = { 'cleanup.policy': [settings.cleanup], 'retention.ms': settings.retentionMs };
  if (settings.maxMessageBytes !== undefined) configuration['max.message.bytes'] = settings.maxMessageBytes;
  return { kafka: { topic: name, partitions: settings.partitions, topicConfiguration: configuration } };
}

function eventChannel(topic: TopicName): Node {
  return {
    address: topic,
    description: `${topics[topic].about} Keyed by ${topics[topic].keyedBy}.`,
    messages: { event: ref(`components/messages/${topic}.v1`) },
    bindings: kafkaTopic(topic, topics[topic]),
  };
}

function deadLetterChannel(topic: TopicName): Node {
  return {
    address: deadLetterTopic(topic),
    description: `What a consumer of ${topic} could not use: the bytes and the key as received.`,
    messages: { deadLetter: ref('components/messages/dead-letter') },
    bindings: kafkaTopic(deadLetterTopic(topic), deadLetterSettings),
  };
}

function eventMessage(topic: TopicName): Node {
  return {
    name: `${topic}.v1`,
    title: `${topic}.v1`,
    contentType: CLOUDEVENT_CONTENT_TYPE,
    headers: { type: 'object', properties: { 'content-type': { const: CLOUDEVENT_CONTENT_TYPE } } },
    payload: ref(`components/schemas/${topic}.v1`),
    correlationId: { location: '$message.payload#/correlationid' },
    examples: [
      { name: 'golden', payload: exampleOf(topic) },
      ...furtherExamplesOf(topic).map(([name, payload]) => ({ name, payload })),
    ],
  };
}

const deadLetterMessage: Node = {
  name: 'dead-letter',
  title: 'A record that could not be used',
  contentType: 'application/octet-stream',
  headers: {
    type: 'object',
    description: 'Beside the headers as received.',
    properties: Object.fromEntries(
      ['error-code', 'error-detail', 'consumer', 'original-topic'].map((name): [string, Node] => [
        name,
        { type: 'string' },
      ]),
    ),
  },
};
Object.assign((deadLetterMessage.headers as { properties: Node }).properties, {
  'original-partition': { type: 'string', pattern: '^\\d+$' },
  'original-offset': { type: 'string', pattern: '^\\d+$' },
  'failed-at': { type: 'string', format: 'date-time' },
});

function sendOperation(topic: TopicName): [string, Node] {
  const { producer } = topics[topic];
  const summary = `${producer} announces ${topic}`;
  return [`${producer}.sends.${topic}`, { action: 'send', channel: ref(`channels/${topic}`), summary }];
}

function receiveOperations(): [string, Node][] {
  return consumerNames.flatMap((name) =>
    consumers[name].topics.map((topic): [string, Node] => [
      `${name}.receives.${topic}`,
      {
        action: 'receive',
        channel: ref(`channels/${topic}`),
        summary: `${name} reads ${topic}`,
        bindings: { kafka: { groupId: { type: 'string', enum: [consumerGroup(name)] } } },
      },
    ]),
  );
}

/** The AsyncAPI 3.0 document of all topics, their events, and who sends and receives them. */
export function asyncApiDocument(): Node {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Switchboard events',
      version: '1.0.0',
      description:
        "Assigns customers' chat requests to human agents. CloudEvents 1.0, emitted in structured mode, accepted in structured and binary mode; delivery is at least once. Publish `chat.requested`, consume `chat.assigned`.",
    },
    defaultContentType: CLOUDEVENT_CONTENT_TYPE,
    servers: { kafka: { host: 'localhost:9092', protocol: 'kafka', description: 'Any broker of `KAFKA_BROKERS`.' } },
    channels: {
      ...byTopic((topic) => [topic, eventChannel(topic)]),
      ...byTopic((topic) => [deadLetterTopic(topic), deadLetterChannel(topic)]),
    },
    operations: Object.fromEntries([...topicNames.map(sendOperation), ...receiveOperations()]),
    components: {
      messages: {
        ...byTopic((topic) => [`${topic}.v1`, eventMessage(topic)]),
        'dead-letter': deadLetterMessage,
      },
      schemas: byTopic((topic) => [`${topic}.v1`, eventSchema(topic, 'draft-7')]),
    },
  };
}
