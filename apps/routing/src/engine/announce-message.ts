import { type CloudEvent, createEvent, type Customer } from '@switchboard/contracts';
import type { ChatEnded, LeftWhy, MessageClosed } from '@switchboard/routing-domain';
import type { Announced } from './announce';
import { ofChat, type Origin } from './event-parts';

/** Stands beside the `chat.ended` of a left message and has its number: the text is its first message. */
export function messageLeft(origin: Origin, d: ChatEnded, why: LeftWhy, announced: Announced): CloudEvent {
  const { teamId } = origin;
  const { chatId } = d;
  const { customer, firstMessage } = writtenBy(d, announced);
  return createEvent('message.left', {
    ...ofChat(origin, chatId, d.sequence),
    time: d.endedAt,
    data: { chatId, teamId, customer, text: firstMessage ?? '', why },
  });
}

function writtenBy(d: ChatEnded, { work, contents }: Announced) {
  const request = d.request && work.requests?.get(d.request);
  if (request) return request;
  const content = contents.get(d.chatId);
  if (content === undefined) throw new Error(`the content of chat ${d.chatId} is missing`);
  return JSON.parse(content) as { customer: Customer; firstMessage?: string };
}

export function messageClosed(origin: Origin, d: MessageClosed, note: string): CloudEvent {
  const { teamId } = origin;
  const { chatId, agentId, closedAt } = d;
  return createEvent('message.closed', {
    ...ofChat(origin, chatId, d.sequence),
    time: closedAt,
    data: { chatId, teamId, agentId, note, closedAt },
  });
}
