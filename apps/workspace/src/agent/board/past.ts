import type { CloudEvent } from '@switchboard/contracts';
import type { TeamChat } from './board';

/** How a chat has left the agent who had it, other than by the agent's own doing. `unknown`: nothing told. */
export type Departure =
  | { readonly kind: 'ended'; readonly by: 'customer' | 'inactivity' | 'team' | 'system' }
  | { readonly kind: 'passedOn'; readonly agentName: string }
  | { readonly kind: 'givenBack' }
  | { readonly kind: 'unknown' };

/** A chat that was the agent's. Its column stays to be read until the agent closes it. */
export interface PastChat extends TeamChat {
  readonly state: 'past';
  readonly departure: Departure;
}

export type PastChats = Readonly<Record<string, PastChat>>;

/** Who never closes a column is not to have a hundred of them: of more, the one that left first goes. */
export const keptAtMost = 10;

/** The past chats with this one, in the place that it had if it was among them. */
export function withPast(past: PastChats, chat: TeamChat, departure: Departure): PastChats {
  const all: PastChats = { ...past, [chat.id]: { ...chat, state: 'past', departure } };
  return Object.fromEntries(Object.entries(all).slice(-keptAtMost));
}

export function withoutPast(past: PastChats, id: string): PastChats {
  const { [id]: gone, ...others } = past;
  return gone ? others : past;
}

/** By whom a chat was ended. */
export function endOf({ actor, reason }: CloudEvent<'chat.ended'>['data']): Departure {
  switch (actor.kind) {
    case 'customer':
    case 'channel':
      return { kind: 'ended', by: 'customer' };
    case 'agent':
    case 'manager':
    case 'operator':
      return { kind: 'ended', by: 'team' };
    case 'system':
      return { kind: 'ended', by: reason === 'inactivity' ? 'inactivity' : 'system' };
    default:
      return actor.kind satisfies never;
  }
}
