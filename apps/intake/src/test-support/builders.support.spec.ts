import { type CloudEvent, createEvent, type EventData, uuidv7 } from '@switchboard/contracts';
import { randomBytes } from 'node:crypto';
import { hashChannelKey } from '../channel-access/channel-key';

/** A channel with its keys in clear text, as settings shows them once. */
export interface ChannelForTest {
  id: string;
  teamId: string;
  secret: string;
  publishable: string;
  event: CloudEvent<'channel.configured'>;
}

type ChannelChange = Partial<EventData<'channel.configured'>> & { secretExpiresAt?: string };

export function aChannel({ secretExpiresAt, ...change }: ChannelChange = {}): ChannelForTest {
  const id = change.id ?? uuidv7();
  const teamId = change.teamId ?? uuidv7();
  const [secret, publishable] = [aKey('sk'), aKey('pk')];
  const keys: EventData<'channel.configured'>['keys'] = [
    {
      keyId: secret.keyId,
      kind: 'secret',
      sha256: secret.sha256,
      ...(secretExpiresAt && { expiresAt: secretExpiresAt }),
    },
    { keyId: publishable.keyId, kind: 'publishable', sha256: publishable.sha256 },
  ];
  const data = {
    ...{ id, teamId, name: 'Web', keys, allowedOrigins: ['https://shop.example'], version: 1, removed: false },
    ...change,
  };
  const event = createEvent('channel.configured', { source: 'settings', subject: id, key: id, teamId, data });
  return { id, teamId, secret: secret.key, publishable: publishable.key, event };
}

function aKey(prefix: 'sk' | 'pk'): { key: string; keyId: string; sha256: string } {
  const keyId = uuidv7();
  const random = randomBytes(32).toString('base64url');
  return { key: `${prefix}_${keyId}_${random}`, keyId, sha256: hashChannelKey(random) };
}

export function aTeam(change: Partial<EventData<'team.configured'>> = {}): CloudEvent<'team.configured'> {
  const id = change.id ?? uuidv7();
  const data: EventData<'team.configured'> = {
    ...{ id, name: 'Support', version: 1, timeZone: 'UTC', locale: 'en', method: 'automatic' },
    ...{
      strategy: 'least-assigned',
      defaultCapacity: 5,
      graceSeconds: 60,
      afterGrace: 'keep',
      hours: [],
      holidays: [],
    },
    ...{ leftMessage: { outsideHours: false, nobodyAvailable: false }, removed: false },
    ...change,
  };
  return createEvent('team.configured', { source: 'settings', subject: id, key: id, teamId: id, data });
}

export function anAgent(change: Partial<EventData<'agent.configured'>> = {}): CloudEvent<'agent.configured'> {
  const id = change.id ?? uuidv7();
  const teamId = change.teamId ?? uuidv7();
  const data: EventData<'agent.configured'> = {
    ...{ id, teamId, name: 'Ann', roles: ['agent'], active: true, version: 1, removed: false },
    ...change,
  };
  return createEvent('agent.configured', { source: 'settings', subject: id, key: id, teamId, data });
}

export function aRequest(change: Partial<EventData<'chat.requested'>> = {}): CloudEvent<'chat.requested'> {
  const data = {
    ...{ chatId: uuidv7(), teamId: uuidv7(), customer: { id: 'c-1' }, requestedAt: '2026-11-22T10:00:00.000Z' },
    ...change,
  };
  const { chatId: subject, teamId } = data;
  return createEvent('chat.requested', { source: 'intake', subject, key: teamId, teamId, data });
}

/** What routing tells of one chat; each event with the team sequence given. */
export function routingOf(chatId: string, teamId: string) {
  const of = { source: 'routing', subject: chatId, key: teamId, teamId } as const;
  const enqueuedAt = '2026-11-22T10:00:01.000Z';
  const actor = { kind: 'system' } as const;
  return {
    queued: (teamSeq: number) =>
      createEvent('chat.queued', {
        ...of,
        teamSeq,
        data: { chatId, teamId, queueSeq: teamSeq, enqueuedAt, why: 'nobody_eligible' },
      }),
    assigned: (teamSeq: number, name = 'Ann', assignedAt = '2026-11-22T10:00:02.000Z') =>
      createEvent('chat.assigned', {
        ...of,
        teamSeq,
        data: {
          ...{ chatId, teamId, assignmentId: uuidv7(), agent: { id: uuidv7(), name }, method: 'automatic' },
          ...{ cause: 'request', reason: { sentence: 'Fewest chats', facts: {} }, settingsVersion: 1 },
          ...{ enqueuedAt, assignedAt, actor },
        },
      }),
    transferred: (teamSeq: number, name: string, assignedAt = '2026-11-22T10:00:02.500Z') =>
      createEvent('chat.assigned', {
        ...of,
        teamSeq,
        data: {
          ...{ chatId, teamId, assignmentId: uuidv7(), agent: { id: uuidv7(), name }, previousAgentId: uuidv7() },
          ...{ method: 'manual', cause: 'transfer', reason: { sentence: 'Passed on', facts: {} }, settingsVersion: 1 },
          ...{ enqueuedAt, assignedAt, actor: { kind: 'agent', id: uuidv7() } },
        },
      }),
    requeued: (teamSeq: number) =>
      createEvent('chat.requeued', {
        ...of,
        teamSeq,
        data: {
          ...{ chatId, teamId, previousAgentId: uuidv7(), cause: 'release', enqueuedAt, actor },
          requeuedAt: '2026-11-22T10:00:03.000Z',
        },
      }),
    ended: (
      teamSeq: number,
      outcome: EventData<'chat.ended'>['outcome'] = 'ended',
      by: Pick<EventData<'chat.ended'>, 'actor' | 'reason'> = { actor },
    ) =>
      createEvent('chat.ended', {
        ...of,
        teamSeq,
        data: { chatId, teamId, outcome, endedAt: '2026-11-22T10:05:00.000Z', ...by },
      }),
    left: (teamSeq: number) =>
      createEvent('message.left', {
        ...of,
        teamSeq,
        data: { chatId, teamId, customer: { id: 'c-1' }, text: 'Call me', why: 'outside_hours' },
      }),
    closed: (teamSeq: number, change: Partial<EventData<'message.closed'>> = {}) =>
      createEvent('message.closed', {
        ...of,
        teamSeq,
        data: { chatId, teamId, agentId: uuidv7(), note: 'Called', closedAt: '2026-11-22T11:00:00.000Z', ...change },
      }),
  };
}
