import type { Strategy } from './strategy';

/**
 * Fewest assigned chats; among equals the oldest last assignment (product.md, exact meaning). An agent who never had a
 * chat has `lastSequence` 0 and so comes before all who had one.
 */
export const leastAssigned: Strategy = {
  name: 'least-assigned',
  order: ['activeChats', 'lastSequence', 'id'],
  inWords: 'the fewest chats first, among equals the one whose last chat is the oldest',
};
