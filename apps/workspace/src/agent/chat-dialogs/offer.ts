import type { RoutingAgent } from '../../api/types';

/** To whom a chat goes. */
export interface Recipient {
  agentId: string;
  /** Even if that passes the agent's limit. */
  override: boolean;
}

export interface Offer {
  agents: { agent: RoutingAgent; isOffered: boolean }[];
  /** Some have as many chats as allowed, and can have one more only if their limit is passed. */
  hasFull: boolean;
  /** Undefined: nobody who can have the chat is chosen. */
  to: Recipient | undefined;
}

/**
 * Who can have a chat, and who gets it by what is chosen. Agents come, go and fill up while somebody chooses: a choice
 * counts for as long as it can be seen.
 * @param mayOverride only managers may pass a limit
 */
export function offerOf(present: RoutingAgent[], mayOverride: boolean, choice: Recipient): Offer {
  const shown = mayOverride ? present : present.filter(hasPlace);
  const hasFull = !shown.every(hasPlace);
  const override = hasFull && choice.override;
  const agents = shown.map((agent) => ({ agent, isOffered: override || hasPlace(agent) }));
  const chosen = agents.find(({ agent, isOffered }) => isOffered && agent.id === choice.agentId);
  return { agents, hasFull, to: chosen && { agentId: chosen.agent.id, override } };
}

const hasPlace = ({ activeChats, capacity }: RoutingAgent): boolean => activeChats < capacity;
