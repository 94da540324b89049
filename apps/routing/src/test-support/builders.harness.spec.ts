import { type CloudEvent, createEvent, type EventData, uuidv7 } from '@switchboard/contracts';

export const aRequest = (
  teamId: string,
  data: Partial<EventData<'chat.requested'>> = {},
): CloudEvent<'chat.requested'> => {
  const chatId = data.chatId ?? uuidv7();
  return createEvent('chat.requested', {
    source: 'intake',
    subject: chatId,
    key: teamId,
    teamId,
    data: {
      chatId,
      teamId,
      customer: { id: 'customer-1', name: 'Cleo' },
      firstMessage: 'Where is my parcel?',
      requestedAt: '2026-01-05T09:00:00.000Z',
      ...data,
    },
  });
};

export const aCancel = (teamId: string, chatId: string): CloudEvent<'chat.cancelled'> =>
  createEvent('chat.cancelled', {
    source: 'intake',
    subject: chatId,
    key: teamId,
    teamId,
    data: { chatId, teamId, reason: 'customer left' },
  });

export const aTeam = (id: string, data: Partial<EventData<'team.configured'>> = {}): CloudEvent<'team.configured'> =>
  createEvent('team.configured', {
    source: 'settings',
    subject: id,
    key: id,
    teamId: id,
    data: {
      id,
      name: 'Support',
      version: 1,
      timeZone: 'UTC',
      locale: 'en',
      method: 'automatic',
      strategy: 'least-assigned',
      defaultCapacity: 5,
      graceSeconds: 60,
      afterGrace: 'keep',
      hours: [],
      holidays: [],
      leftMessage: { outsideHours: false, nobodyAvailable: false },
      removed: false,
      ...data,
    },
  });

export const anAgent = (
  teamId: string,
  id: string,
  data: Partial<EventData<'agent.configured'>> = {},
): CloudEvent<'agent.configured'> =>
  createEvent('agent.configured', {
    source: 'settings',
    subject: id,
    key: id,
    teamId,
    data: { id, teamId, name: 'Ann', roles: ['agent'], active: true, version: 1, removed: false, ...data },
  });

export const aPresence = (teamId: string, agentId: string, connected: boolean, version: number) =>
  createEvent('agent.presence', {
    source: 'notification',
    subject: agentId,
    key: agentId,
    teamId,
    data: { agentId, teamId, connected, version },
  });

export const aBeat = (at = new Date()): CloudEvent<'presence.beat'> =>
  createEvent('presence.beat', {
    source: 'notification',
    subject: 'instance-1',
    key: 'instance-1',
    teamId: '',
    data: { instanceId: 'instance-1', at: at.toISOString() },
  });

export const aMessage = (
  teamId: string,
  chatId: string,
  author: EventData<'chat.message'>['author'] = { kind: 'customer', id: 'c' },
): CloudEvent<'chat.message'> =>
  createEvent('chat.message', {
    source: 'intake',
    subject: chatId,
    key: chatId,
    teamId,
    data: {
      messageId: uuidv7(),
      chatId,
      teamId,
      seq: 1,
      author,
      text: 'Still there?',
      sentAt: '2026-01-05T09:00:00.000Z',
    },
  });
