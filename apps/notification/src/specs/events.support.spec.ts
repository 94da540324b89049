import { createEvent, uuidv7, type CloudEvent, type EventData } from '@switchboard/contracts';

const at = '2026-01-05T08:00:00.000Z';
const system = { kind: 'system' } as const;

type ChatOf = { team: string; chat: string; seq: number };
const chatEvent = ({ team, chat, seq }: ChatOf) =>
  ({ source: 'routing', subject: chat, key: team, teamId: team, teamSeq: seq }) as const;

export const queued = (o: ChatOf): CloudEvent<'chat.queued'> =>
  createEvent('chat.queued', {
    ...chatEvent(o),
    data: { chatId: o.chat, teamId: o.team, queueSeq: o.seq, enqueuedAt: at, why: 'manual' },
  });

export const assigned = (o: ChatOf & { agent: string }): CloudEvent<'chat.assigned'> =>
  createEvent('chat.assigned', {
    ...chatEvent(o),
    data: {
      chatId: o.chat,
      teamId: o.team,
      assignmentId: uuidv7(),
      agent: { id: o.agent, name: 'Somebody' },
      method: 'manual',
      cause: 'claim',
      reason: { sentence: 'Somebody pressed Assign.', facts: {} },
      settingsVersion: 1,
      enqueuedAt: at,
      assignedAt: at,
      actor: { kind: 'agent', id: o.agent },
    },
  });

/** The owner passes the chat on. */
export const transferred = (o: ChatOf & { from: string; to: string }): CloudEvent<'chat.assigned'> => {
  const event = assigned({ ...o, agent: o.to });
  const actor = { kind: 'agent', id: o.from } as const;
  return { ...event, data: { ...event.data, previousAgentId: o.from, cause: 'transfer', actor } };
};

export const requeued = (o: ChatOf & { from: string }): CloudEvent<'chat.requeued'> =>
  createEvent('chat.requeued', {
    ...chatEvent(o),
    data: {
      ...{ chatId: o.chat, teamId: o.team, previousAgentId: o.from, cause: 'release', enqueuedAt: at, requeuedAt: at },
      actor: { kind: 'agent', id: o.from },
    },
  });

export const ended = (o: ChatOf): CloudEvent<'chat.ended'> =>
  createEvent('chat.ended', {
    ...chatEvent(o),
    data: { chatId: o.chat, teamId: o.team, outcome: 'ended', endedAt: at, actor: system },
  });

/** What routing tells when a request becomes a left message: both share their number. */
export const leftAsMessage = (o: ChatOf): [CloudEvent<'chat.ended'>, CloudEvent<'message.left'>] => {
  const event = ended(o);
  const data = {
    chatId: o.chat,
    teamId: o.team,
    customer: { id: 'c-1' },
    text: 'Call me',
    why: 'outside_hours',
  } as const;
  return [
    { ...event, data: { ...event.data, outcome: 'left_message' } },
    createEvent('message.left', { ...chatEvent(o), data }),
  ];
};

export const messageClosed = (o: ChatOf & { agent: string }): CloudEvent<'message.closed'> =>
  createEvent('message.closed', {
    ...chatEvent(o),
    data: { chatId: o.chat, teamId: o.team, agentId: o.agent, note: 'Called', closedAt: at },
  });

export const message = (o: { team: string; chat: string; text?: string }): CloudEvent<'chat.message'> =>
  createEvent('chat.message', {
    source: 'intake',
    subject: o.chat,
    key: o.chat,
    teamId: o.team,
    data: {
      messageId: uuidv7(),
      chatId: o.chat,
      teamId: o.team,
      seq: 1,
      author: { kind: 'customer', id: 'c-1' },
      text: o.text ?? 'Hello?',
      sentAt: at,
    },
  });

type ActivityOf = { team: string; chat: string; kind: 'typing' | 'read'; time?: Date };
/** The customer is typing, or has read the first message. */
export const activity = ({ team, chat, kind, time }: ActivityOf): CloudEvent<'chat.activity'> =>
  createEvent('chat.activity', {
    source: 'intake',
    subject: chat,
    key: chat,
    teamId: team,
    ...(time && { time }),
    data: { chatId: chat, teamId: team, side: 'customer', kind, seq: 1 },
  });

type AgentState = Partial<EventData<'agent.configured'>> & { id: string; teamId: string };
export const agentConfigured = (o: AgentState): CloudEvent<'agent.configured'> =>
  createEvent('agent.configured', {
    source: 'settings',
    subject: o.id,
    key: o.id,
    teamId: o.teamId,
    data: { name: 'Somebody', roles: ['agent'], active: true, version: 1, removed: false, ...o },
  });
