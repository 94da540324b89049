import type { z, ZodType } from 'zod';
import { agentAvailability, agentPresence, presenceBeat } from './data/agent';
import * as chat from './data/chat';
import { agentConfigured, channelConfigured, teamConfigured } from './data/configuration';

export type ServiceName = 'intake' | 'settings' | 'routing' | 'notification';
export const serviceNames = ['settings', 'intake', 'routing', 'notification'] as const satisfies ServiceName[];

/** How a topic is created on the broker. */
export interface TopicSettings {
  cleanup: 'delete' | 'compact';
  /** Milliseconds; -1 for ever, as compacted topics keep the last state of each key. */
  retentionMs: number;
  partitions: number;
  maxMessageBytes?: number;
}

export interface TopicDeclaration extends TopicSettings {
  /** One sentence for the generated documents. */
  about: string;
  keyedBy: 'team' | 'chat' | 'agent' | 'channel' | 'instance';
  /** The service that owns the topic; upstream systems may also write `chat.requested` and `chat.cancelled`. */
  producer: ServiceName;
  /** The fields of `data` that name the key and the thing the event is about (`subject`). */
  key: string;
  subject: string;
  data: ZodType;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PARTITIONS = 12;
const events = { cleanup: 'delete', retentionMs: 7 * DAY_MS, partitions: PARTITIONS } as const;
const states = { cleanup: 'compact', retentionMs: -1, partitions: PARTITIONS } as const;
const ofAgent = { keyedBy: 'agent', key: 'agentId', subject: 'agentId' } as const;
const chatOfTeam = { ...events, keyedBy: 'team', key: 'teamId', subject: 'chatId', producer: 'routing' } as const;
const chatOfChannel = { ...chatOfTeam, producer: 'intake' } as const;

/** Every topic, declared once (contracts.md). A name here is public: it may gain fields, never lose or rename them. */
export const topics = {
  'chat.requested': {
    ...chatOfChannel,
    about: 'A customer asks for an agent. Upstream systems may publish it themselves.',
    data: chat.chatRequested,
  },
  'chat.cancelled': {
    ...chatOfChannel,
    about: 'The customer left, in whatever state the chat is. Upstream systems may publish it themselves.',
    data: chat.chatCancelled,
  },
  'chat.queued': { ...chatOfTeam, about: "The chat waits, at a place in its team's queue.", data: chat.chatQueued },
  'chat.assigned': {
    ...chatOfTeam,
    about: 'The chat has an owner, and why. Every change of ownership emits it.',
    data: chat.chatAssigned,
  },
  'chat.requeued': { ...chatOfTeam, about: 'The chat waits again, at its original place.', data: chat.chatRequeued },
  'chat.ended': { ...chatOfTeam, about: 'The last word about every chat.', data: chat.chatEnded },
  'message.left': { ...chatOfTeam, about: 'The request became a left message.', data: chat.messageLeft },
  'message.closed': { ...chatOfTeam, about: 'An agent closed a left message.', data: chat.messageClosed },
  'chat.message': {
    ...chatOfChannel,
    about: "A message of a chat's transcript.",
    keyedBy: 'chat',
    key: 'chatId',
    data: chat.chatMessage,
  },
  'agent.presence': {
    about: 'An agent connected or disconnected.',
    ...events,
    ...ofAgent,
    producer: 'notification',
    data: agentPresence,
  },
  'presence.beat': {
    about: 'An instance of notification is alive, so that its silence about agents means something.',
    ...events,
    retentionMs: HOUR_MS,
    keyedBy: 'instance',
    key: 'instanceId',
    subject: 'instanceId',
    producer: 'notification',
    data: presenceBeat,
  },
  'agent.availability': {
    about: 'What an agent intends: available, busy or hidden.',
    ...states,
    ...ofAgent,
    producer: 'routing',
    data: agentAvailability,
  },
  'team.configured': {
    about: 'The whole state of a team: routing method, capacity, hours.',
    ...states,
    keyedBy: 'team',
    key: 'id',
    subject: 'id',
    producer: 'settings',
    data: teamConfigured,
  },
  'agent.configured': {
    about: 'The whole state of an agent as a manager set it.',
    ...states,
    keyedBy: 'agent',
    key: 'id',
    subject: 'id',
    producer: 'settings',
    data: agentConfigured,
  },
  'channel.configured': {
    about: 'The whole state of a channel, with its keys as hashes.',
    ...states,
    keyedBy: 'channel',
    key: 'id',
    subject: 'id',
    producer: 'settings',
    data: channelConfigured,
  },
  'chat.activity': {
    ...chatOfChannel,
    about:
      'A side of a chat is typing, or has read up to a message. It may get lost: what was read is in the transcript.',
    retentionMs: HOUR_MS,
    keyedBy: 'chat',
    key: 'chatId',
    data: chat.chatActivity,
  },
} as const satisfies Record<string, TopicDeclaration>;

export type TopicName = keyof typeof topics;
export type EventData<T extends TopicName> = z.output<(typeof topics)[T]['data']>;
export type DeadLetterTopic<T extends TopicName = TopicName> = `${T}.dead-letter`;

export const topicNames = Object.keys(topics) as TopicName[];

export function isTopicName(name: string): name is TopicName {
  return Object.hasOwn(topics, name);
}

/** Where a consumer puts what it cannot use: the bytes as received, with the reason in the headers. */
export function deadLetterTopic<T extends TopicName>(topic: T): DeadLetterTopic<T> {
  return `${topic}.dead-letter`;
}

/** Dead letters keep 30 days, and are larger than any message that the topic itself could take. */
export const deadLetterSettings = {
  cleanup: 'delete',
  retentionMs: 30 * DAY_MS,
  partitions: PARTITIONS,
  maxMessageBytes: 2 * 1024 * 1024,
} as const satisfies TopicSettings;

/** Settings of every topic that must exist on the broker, dead letters included, by name. */
export function declaredTopics(): Record<TopicName | DeadLetterTopic, TopicSettings> {
  const own = topicNames.map((name): [string, TopicSettings] => [name, topics[name]]);
  const dead = topicNames.map((name): [string, TopicSettings] => [deadLetterTopic(name), deadLetterSettings]);
  return Object.fromEntries([...own, ...dead]) as Record<TopicName | DeadLetterTopic, TopicSettings>;
}
