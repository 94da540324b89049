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

export function keepChat(channelKey: string, chat: KeptChat | undefined): void {
  if (chat) storage().setItem(chatKey(channelKey), JSON.stringify(chat));
  else storage().removeItem(chatKey(channelKey));
}

/** Who asks: the same customer at every visit with this browser. */
export function customerId(): string {
  const known = storage().getItem(customerKey);
  if (known !== null) return known;
  const id = newId();
  storage().setItem(customerKey, id);
  return id;
}
