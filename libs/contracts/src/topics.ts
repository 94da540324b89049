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
  keyedBy: 'team' | 'chat' | 'agent' | 'channel' | 'instance';
  /** The service that owns the topic; upstream systems may also write `chat.requested` and `chat.cancelled`. */
  producer: ServiceName;
  /** The fields of `data` that name the key and the thing the event is about (`subject`). */
  key: string;
  subject: string;
  data: ZodType;
}

const DAY_MS = 86_400_000;
const PARTITIONS = 12;
const events = { cleanup: 'delete', retentionMs: 7 * DAY_MS, partitions: PARTITIONS } as const;
const states = { cleanup: 'compact', retentionMs: -1, partitions: PARTITIONS } as const;
const chatOfTeam = { ...events, keyedBy: 'team', key: 'teamId', subject: 'chatId', producer: 'routing' } as const;
const chatOfChannel = { ...chatOfTeam, producer: 'intake' } as const;

/** Every topic, declared once (contracts.md). A name here is public: it may gain fields, never lose or rename them. */
export const topics = {
  'chat.requested': { ...chatOfChannel, data: chat.chatRequested },
  'chat.cancelled': { ...chatOfChannel, data: chat.chatCancelled },
  'chat.queued': { ...chatOfTeam, data: chat.chatQueued },
  'chat.assigned': { ...chatOfTeam, data: chat.chatAssigned },
  'chat.requeued': { ...chatOfTeam, data: chat.chatRequeued },
  'chat.ended': { ...chatOfTeam, data: chat.chatEnded },
  'message.left': { ...chatOfTeam, data: chat.messageLeft },
  'message.closed': { ...chatOfTeam, data: chat.messageClosed },
  'chat.message': { ...chatOfChannel, keyedBy: 'chat', key: 'chatId', data: chat.chatMessage },
  'agent.presence': {
    ...events,
    keyedBy: 'agent',
    key: 'agentId',
    subject: 'agentId',
    producer: 'notification',
    data: agentPresence,
  },
  'presence.beat': {
    ...events,
    retentionMs: 3_600_000,
    keyedBy: 'instance',
    key: 'instanceId',
    subject: 'instanceId',
    producer: 'notification',
    data: presenceBeat,
  },
  'agent.availability': {
    ...states,
    keyedBy: 'agent',
    key: 'agentId',
    subject: 'agentId',
    producer: 'routing',
    data: agentAvailability,
  },
  'team.configured': {
    ...states,
    keyedBy: 'team',
    key: 'id',
    subject: 'id',
    producer: 'settings',
    data: teamConfigured,
  },
  'agent.configured': {
    ...states,
    keyedBy: 'agent',
    key: 'id',
    subject: 'id',
    producer: 'settings',
    data: agentConfigured,
  },
  'channel.configured': {
    ...states,
    keyedBy: 'channel',
    key: 'id',
    subject: 'id',
    producer: 'settings',
    data: channelConfigured,
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
