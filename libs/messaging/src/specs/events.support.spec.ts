import { randomUUID } from 'node:crypto';
import { createEvent } from '@switchboard/contracts';
import type { CloudEvent } from '@switchboard/contracts';

/** A message in a chat; `seq` makes the order visible. */
export function chatMessage(chatId: string, seq: number, text = `message ${seq}`): CloudEvent<'chat.message'> {
  const teamId = randomUUID();
  return createEvent('chat.message', {
    source: 'intake',
    subject: chatId,
    key: chatId,
    teamId,
    data: {
      messageId: randomUUID(),
      chatId,
      teamId,
      seq,
      author: { kind: 'customer', id: 'c-1' },
      text,
      sentAt: new Date().toISOString(),
    },
  });
}

export function teamConfigured(id: string, version: number): CloudEvent<'team.configured'> {
  return createEvent('team.configured', {
    source: 'settings',
    subject: id,
    key: id,
    teamId: id,
    data: {
      id,
      name: 'Support',
      version,
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
    },
  });
}
