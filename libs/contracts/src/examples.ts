import { createEvent, type CloudEvent, type NewEvent } from './cloud-event';
import { exampleData, exampleId, later, TEAM } from './example-data';
import { furtherData } from './further-examples';
import { topics, type EventData, type ServiceName, type TopicName } from './topics';

function asEvent<T extends TopicName>(topic: T, id: number, data: EventData<T>): CloudEvent<T> {
  const declaration = topics[topic];
  const fields = data as Record<string, unknown>;
  const event: NewEvent<T> = {
    id: exampleId(id),
    source: declaration.producer satisfies ServiceName,
    subject: fields[declaration.subject] as string,
    key: fields[declaration.key] as string,
    teamId: topic === 'presence.beat' ? '' : TEAM,
    time: later,
    data: structuredClone(data),
  };
  if (declaration.producer === 'routing') Object.assign(event, { teamSeq: 1208, causationId: exampleId(0x100) });
  if (topic.startsWith('chat.')) {
    Object.assign(event, {
      correlationId: exampleId(0x80),
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    });
  }
  return createEvent(topic, event);
}

/** The golden example of a topic's event. `src/examples/*.json` holds what it must be on the wire. */
export function exampleOf<T extends TopicName>(topic: T): CloudEvent<T> {
  return asEvent(topic, 0x100 + Object.keys(exampleData).indexOf(topic), exampleData[topic]);
}

/** Further examples of a topic's event by name; `src/examples/further/<topic>.<name>.json` holds them likewise. */
export function furtherExamplesOf<T extends TopicName>(topic: T): [name: string, event: CloudEvent<T>][] {
  const first = 0x200 + 0x10 * Object.keys(exampleData).indexOf(topic);
  return Object.entries<EventData<T>>(furtherData[topic] ?? {}).map(([name, data], i) => [
    name,
    asEvent(topic, first + i, data),
  ]);
}
