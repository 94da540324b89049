import { ADA, CHAT, customer, enqueuedAt, exampleId, JONAS, later, MINA, TEAM } from './example-data';
import type { EventData, TopicName } from './topics';

const chat = { chatId: CHAT, teamId: TEAM };
const byMina = { kind: 'agent', id: MINA } as const;
const system = { kind: 'system' } as const;

/**
 * Further data by name, where one event of a topic does not show what it can mean: Zoë's chat passes from hand to hand,
 * others end without an agent.
 */
export const furtherData: { readonly [T in TopicName]?: Readonly<Record<string, EventData<T>>> } = {
  'chat.assigned': {
    transfer: {
      ...chat,
      assignmentId: exampleId(0x51),
      agent: { id: JONAS, name: 'Jonas' },
      previousAgentId: MINA,
      method: 'manual',
      cause: 'transfer',
      reason: {
        sentence: 'Mina transferred the chat to Jonas.',
        facts: { decidedBy: 'by-hand', activeChats: 2, capacity: 5, lastSequence: 1190, override: false },
      },
      settingsVersion: 7,
      enqueuedAt,
      assignedAt: later,
      actor: byMina,
    },
    'round-robin': {
      ...chat,
      assignmentId: exampleId(0x52),
      agent: { id: MINA, name: 'Mina' },
      method: 'automatic',
      cause: 'request',
      strategy: 'round-robin',
      reason: {
        sentence: 'The team takes turns; the last one given to Mina was longer ago than the last one of Ada.',
        facts: {
          ...{ decidedBy: 'oldest-last-chat', activeChats: 3, capacity: 5, lastSequence: 1198, candidates: 2 },
          ...{ runnerUpId: ADA, runnerUpActiveChats: 2, runnerUpLastSequence: 1203 },
        },
      },
      settingsVersion: 7,
      enqueuedAt,
      assignedAt: enqueuedAt,
      actor: system,
    },
  },
  'chat.requeued': {
    release: { ...chat, previousAgentId: MINA, cause: 'release', enqueuedAt, requeuedAt: later, actor: byMina },
  },
  'chat.ended': {
    inactivity: { ...chat, agentId: MINA, outcome: 'ended', reason: 'inactivity', endedAt: later, actor: system },
    'left-message': { ...chat, outcome: 'left_message', endedAt: later, actor: system },
    'team-removed': { ...chat, outcome: 'cancelled', reason: 'team_removed', endedAt: later, actor: system },
  },
  'message.left': {
    'nobody-available': { ...chat, customer, text: 'Please call me back.', why: 'nobody_available' },
  },
  'chat.activity': {
    typing: { ...chat, side: 'agent', kind: 'typing', seq: 1 },
  },
};
