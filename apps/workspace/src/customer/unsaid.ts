import { Writing } from '../chat/writing';
import { channelPart } from './kept-chat';

const writing = () => new Writing('customer');

/** What the question that is being written in the channel is kept as, beside what is written in chats. */
export const questionOf = (channelKey: string): string => `question.${channelPart(channelKey)}`;

export const questionDraft = (channelKey: string): string => writing().draft(questionOf(channelKey));

export const keepQuestion = (channelKey: string, text: string): void =>
  writing().keepDraft(questionOf(channelKey), text);

/** It was asked. */
export const forgetQuestion = (channelKey: string): void => writing().forget(questionOf(channelKey));

/** What was written in the one place and did not get through goes on in the other, behind what is written there. */
export function carryOver(from: string, to: string): void {
  if (from === to) return;
  const kept = writing();
  const texts = [kept.draft(to), ...kept.unsent(from).map(({ text }) => text), kept.draft(from)];
  kept.keepDraft(to, texts.filter((text) => text.trim() !== '').join('\n'));
  kept.forget(from);
}
