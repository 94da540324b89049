import { type CloudEvent, createEvent, type Customer } from '@switchboard/contracts';
import type { ChatEnded, LeftWhy, MessageClosed } from '@switchboard/routing-domain';
import type { Announced } from './announce';
import { ofChat } from './event-parts';

/** Stands beside the `chat.ended` of a left message and has its number: the text is its first message. */
export function messageLeft(teamId: string, d: ChatEnded, why: LeftWhy, { work, contents }: Announced): CloudEvent {
  const { chatId } = d;
  const { customer, firstMessage } = writtenBy(d, { work, contents });
  return createEvent('message.left', {
    ...ofChat(teamId, chatId, d.sequence, (d.request && work.traces?.get(d.request)) ?? {}),
    time: d.endedAt,
    data: { chatId, teamId, customer, text: firstMessage ?? '', why },
  });
}

function writtenBy(d: ChatEnded, { work, contents }: Pick<Announced, 'work' | 'contents'>) {
  const request = d.request && work.requests?.get(d.request);
  if (request) return request;
  const content = contents.get(d.chatId);
  if (content === undefined) throw new Error(`the content of chat ${d.chatId} is missing`);
  return JSON.parse(content) as { customer: Customer; firstMessage?: string };
}

export function messageClosed(teamId: string, d: MessageClosed, note: string): CloudEvent {
  const { chatId, agentId, closedAt } = d;
  return createEvent('message.closed', {
    ...ofChat(teamId, chatId, d.sequence, {}),
    time: closedAt,
    data: { chatId, teamId, agentId, note, closedAt },
  });
}
