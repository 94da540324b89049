import type { ServiceName, TopicName } from './topics';

export interface ConsumerDeclaration {
  service: ServiceName;
  purpose: string;
  topics: readonly TopicName[];
  /** True: the runner drops events whose (source, id) this consumer has processed. False: a natural key does it. */
  inbox: boolean;
}

/** Every consumer of every service, declared once. Boot compares the handlers with it. */
export const consumers = {
  'routing.requests': {
    service: 'routing',
    purpose: 'requests',
    topics: ['chat.requested', 'chat.cancelled'],
    inbox: false,
  },
  'routing.configuration': {
    service: 'routing',
    purpose: 'configuration',
    topics: ['team.configured', 'agent.configured'],
    inbox: false,
  },
  'routing.presence': {
    service: 'routing',
    purpose: 'presence',
    topics: ['agent.presence', 'presence.beat'],
    inbox: false,
  },
  'routing.activity': { service: 'routing', purpose: 'activity', topics: ['chat.message'], inbox: false },
  'intake.requests': { service: 'intake', purpose: 'requests', topics: ['chat.requested'], inbox: false },
  'intake.lifecycle': {
    service: 'intake',
    purpose: 'lifecycle',
    topics: ['chat.queued', 'chat.assigned', 'chat.requeued', 'chat.ended', 'message.left', 'message.closed'],
    inbox: false,
  },
  'intake.configuration': {
    service: 'intake',
    purpose: 'configuration',
    topics: ['team.configured', 'agent.configured', 'channel.configured'],
    inbox: false,
  },
  'notification.feed': {
    service: 'notification',
    purpose: 'feed',
    topics: [
      'chat.queued',
      'chat.assigned',
      'chat.requeued',
      'chat.ended',
      'message.left',
      'message.closed',
      'chat.message',
      'agent.availability',
    ],
    inbox: true,
  },
  'notification.activity': { service: 'notification', purpose: 'activity', topics: ['chat.activity'], inbox: false },
  'notification.configuration': {
    service: 'notification',
    purpose: 'configuration',
    topics: ['team.configured', 'agent.configured'],
    inbox: false,
  },
} as const satisfies Record<string, ConsumerDeclaration>;

export type ConsumerName = keyof typeof consumers;
export type TopicsOf<C extends ConsumerName> = (typeof consumers)[C]['topics'][number];

export const consumerNames = Object.keys(consumers) as ConsumerName[];

/** The Kafka group of a consumer; `namespace` keeps several installations apart on one cluster. */
export function consumerGroup(name: ConsumerName, namespace = ''): string {
  const { service, purpose } = consumers[name];
  return `${namespace}switchboard.${service}.${purpose}`;
}
