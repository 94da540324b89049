import type { EventData, TopicName } from './topics';

// The people and things of the story that the examples tell.
/** An id of the story. */
export const exampleId = (last: number): string => `0199f3a0-5c00-7000-8000-${last.toString(16).padStart(12, '0')}`;
export const TEAM = exampleId(0x10);
export const MINA = exampleId(0x21);
export const JONAS = exampleId(0x22);
export const ADA = exampleId(0x23);
const CHANNEL = exampleId(0x30);
export const CHAT = exampleId(0x40);
export const customer = {
  id: 'customer-4711',
  name: 'Zoë',
  locale: 'en-GB',
  attributes: { plan: 'gold', orders: 3, vip: true },
};
export const enqueuedAt = '2026-11-22T09:15:00.125Z';
export const later = '2026-11-22T09:15:42.000Z';

/** One example of each event's data, all of one story: Zoë asks, waits, is answered by Mina, and so on. */
export const exampleData: { [T in TopicName]: EventData<T> } = {
  'chat.requested': {
    chatId: CHAT,
    teamId: TEAM,
    channelId: CHANNEL,
    customer,
    firstMessage: 'Where is my order? 📦\nIt is 3 days late.',
    requestedAt: '2026-11-22T09:15:00.000Z',
  },
  'chat.cancelled': { chatId: CHAT, teamId: TEAM, reason: 'customer left' },
  'chat.queued': { chatId: CHAT, teamId: TEAM, queueSeq: 1207, enqueuedAt, why: 'nobody_eligible' },
  'chat.assigned': {
    chatId: CHAT,
    teamId: TEAM,
    assignmentId: exampleId(0x50),
    agent: { id: MINA, name: 'Mina' },
    previousAgentId: JONAS,
    method: 'automatic',
    cause: 'reassign',
    strategy: 'least-assigned',
    reason: {
      sentence: 'Mina had the fewest chats (1); Ada came next with 2.',
      facts: {
        ...{ decidedBy: 'fewest-chats', activeChats: 1, capacity: 5, lastSequence: 1198, candidates: 2 },
        ...{ runnerUpId: ADA, runnerUpActiveChats: 2, runnerUpLastSequence: 1203 },
      },
    },
    settingsVersion: 7,
    enqueuedAt,
    assignedAt: later,
    actor: { kind: 'system' },
  },
  'chat.requeued': {
    chatId: CHAT,
    teamId: TEAM,
    previousAgentId: JONAS,
    cause: 'grace_period',
    enqueuedAt,
    requeuedAt: later,
    actor: { kind: 'system' },
  },
  'chat.ended': {
    chatId: CHAT,
    teamId: TEAM,
    agentId: MINA,
    outcome: 'ended',
    reason: 'solved',
    endedAt: later,
    actor: { kind: 'agent', id: MINA },
  },
  'message.left': { chatId: CHAT, teamId: TEAM, customer, text: 'Please call me back.', why: 'outside_hours' },
  'message.closed': { chatId: CHAT, teamId: TEAM, agentId: MINA, note: 'Called back, solved.', closedAt: later },
  'chat.message': {
    messageId: exampleId(0x60),
    chatId: CHAT,
    teamId: TEAM,
    seq: 2,
    author: { kind: 'agent', id: MINA, name: 'Mina' },
    text: 'Hello Zoë, I am looking into it.',
    sentAt: later,
  },
  'agent.presence': { agentId: MINA, teamId: TEAM, connected: true, version: 12 },
  'presence.beat': { instanceId: exampleId(0x70), at: later },
  'agent.availability': { agentId: MINA, teamId: TEAM, availability: 'available', since: later, version: 9 },
  'team.configured': {
    id: TEAM,
    name: 'Acme support',
    version: 7,
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
    method: 'automatic',
    strategy: 'least-assigned',
    defaultCapacity: 5,
    graceSeconds: 60,
    afterGrace: 'reassign',
    inactivitySeconds: 1800,
    hours: [
      { day: 1, from: '09:00', to: '17:30' },
      { day: 5, from: '09:00', to: '24:00' },
    ],
    holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
    leftMessage: { outsideHours: true, nobodyAvailable: false },
    removed: false,
  },
  'agent.configured': {
    id: MINA,
    teamId: TEAM,
    name: 'Mina',
    roles: ['manager', 'agent'],
    capacity: 5,
    active: true,
    version: 3,
    removed: false,
  },
  'channel.configured': {
    id: CHANNEL,
    teamId: TEAM,
    name: 'Web shop',
    keys: [
      {
        keyId: 'k-2026-11',
        kind: 'publishable',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        expiresAt: '2027-11-22T00:00:00.000Z',
      },
    ],
    allowedOrigins: ['https://shop.example.com'],
    version: 2,
    removed: false,
  },
  'chat.activity': { chatId: CHAT, teamId: TEAM, side: 'customer', kind: 'read', seq: 2 },
};
