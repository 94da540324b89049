import { Problem } from '@switchboard/runtime';

/** A channel, by the key it showed. */
export interface ChannelCaller {
  readonly kind: 'secret' | 'publishable';
  readonly keyId: string;
  readonly channelId: string;
  readonly teamId: string;
}

/** A customer, by the token of the one chat. */
export interface CustomerCaller {
  readonly kind: 'customer';
  readonly customerId: string;
  readonly chatId: string;
  readonly teamId: string;
  /** Seconds since 1970: the token's end. */
  readonly expiresAt: number;
}

/** An agent or manager of a team, by the token of the account. */
export interface AgentCaller {
  readonly kind: 'agent';
  readonly accountId: string;
  readonly name: string;
  readonly teamId: string;
}

export type Caller = ChannelCaller | CustomerCaller | AgentCaller;

export function isChannel(caller: Caller): caller is ChannelCaller {
  return caller.kind === 'secret' || caller.kind === 'publishable';
}

/**
 * The team in which the caller may look for this chat.
 * @throws Problem CHAT.NOT_FOUND for a customer's token of another chat, as if that chat did not exist
 */
export function teamOfChat(caller: Caller, chatId: string): string {
  if (caller.kind === 'customer' && caller.chatId !== chatId) throw new Problem('CHAT.NOT_FOUND');
  return caller.teamId;
}
