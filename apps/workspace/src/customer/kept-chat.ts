/** What the browser keeps of the customer's chat, so that a reload goes on with it. */
export interface KeptChat {
  chatId: string;
  token: string;
  tokenExpiresAt: string;
}

const chatKey = 'switchboard.chat';
const customerKey = 'switchboard.customer';

/** The chat that was begun here, unless its token has expired. */
export function keptChat(): KeptChat | undefined {
  const text = localStorage.getItem(chatKey);
  if (text === null) return undefined;
  const chat = JSON.parse(text) as KeptChat;
  return Date.parse(chat.tokenExpiresAt) > Date.now() ? chat : undefined;
}

export function keepChat(chat: KeptChat | undefined): void {
  if (chat) localStorage.setItem(chatKey, JSON.stringify(chat));
  else localStorage.removeItem(chatKey);
}

/** Who asks: the same customer at every visit with this browser. */
export function customerId(): string {
  const known = localStorage.getItem(customerKey);
  if (known !== null) return known;
  const id = crypto.randomUUID();
  localStorage.setItem(customerKey, id);
  return id;
}
