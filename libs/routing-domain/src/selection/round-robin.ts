import type { Strategy } from './strategy';

/** By turns: the agent whose last assignment is the oldest, however many chats are in progress (but below the limit). */
export const roundRobin: Strategy = {
  name: 'round-robin',
  order: ['lastSequence', 'id'],
  inWords: 'by turns, the one whose last chat is the oldest first',
};
