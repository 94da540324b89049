import { browserStorage } from '../app/browser-storage';
import { newId } from '../app/new-id';

/** What the browser keeps of the customer's chat, so that a reload goes on with it. */
export interface KeptChat {
  chatId: string;
  token: string;
  tokenExpiresAt: string;
}

const customerKey = 'switchboard.customer';
const storage = () => browserStorage('localStorage');

/** What names a channel in storage, as pages of several may come from here; of `pk_<id>_<random>` the id is no secret. */
export const channelPart = (channelKey: string): string => channelKey.split('_')[1] ?? '';

const chatKey = (channelKey: string): string => `switchboard.chat.${channelPart(channelKey)}`;

/** The chat that was begun here in this channel; whether it can still be opened the server decides, not a clock here. */
export function keptChat(channelKey: string): KeptChat | undefined {
  const text = storage().getItem(chatKey(channelKey));
  return text === null ? undefined : (JSON.parse(text) as KeptChat);
}

/** A chat that was asked for here, in the place of any before. */
export function keepChat(channelKey: string, chat: KeptChat): void {
  storage().setItem(chatKey(channelKey), JSON.stringify(chat));
}

/** The chat has another token. What another tab has begun since, or put away, stays as that tab left it. */
export function renewChat(channelKey: string, chat: KeptChat): void {
  if (keptChat(channelKey)?.chatId === chat.chatId) keepChat(channelKey, chat);
}

/**
 * This tab is done with its chat.
 * @returns the chat that another tab has begun since, which stays
 */
export function putAwayChat(channelKey: string, chatId: string): KeptChat | undefined {
  const kept = keptChat(channelKey);
  if (kept?.chatId !== chatId) return kept;
  storage().removeItem(chatKey(channelKey));
  return undefined;
}

/** Calls back when another tab has changed what is kept of the channel's chat. Returns how to stop that. */
export function onKeptElsewhere(channelKey: string, listener: () => void): () => void {
  const stop = new AbortController();
  const hear = ({ key }: StorageEvent): void => void (key === chatKey(channelKey) && listener());
  addEventListener('storage', hear, { signal: stop.signal });
  return () => stop.abort();
}

/** Who asks: the same customer at every visit with this browser. */
export function customerId(): string {
  const known = storage().getItem(customerKey);
  if (known !== null) return known;
  const id = newId();
  storage().setItem(customerKey, id);
  return id;
}
