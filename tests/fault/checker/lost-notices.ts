import type { DatabaseState } from './evidence';
import type { Findings } from './findings';
import type { History } from './history';
import type { Notice } from './notice';

/** What beside the ways of chats to their agents must have been told: left messages, what was said, who is there. */
export function checkLostNotices(database: DatabaseState, history: History, findings: Findings): void {
  const lose = (sentence: string): void => findings.add('lost', sentence);
  const of = (topic: Notice['topic']): Notice[] => history.notices.filter((notice) => notice.topic === topic);
  const [left, closed] = [of('message.left'), of('message.closed')];
  withoutText(history, left, lose);
  closings(database, closed, lose);
  unheard(database, left, closed, lose);
  gaps(of('chat.message'), lose);
  presence(database, of('agent.presence'), lose);
}

type Lose = (sentence: string) => void;

/** The end of a left message and its text have the same number. */
function withoutText({ events }: History, left: readonly Notice[], lose: Lose): void {
  const told = new Set(left.map(({ data, number }) => `${data.chatId} ${number}`));
  for (const { topic, chatId, seq, data } of events) {
    if (topic !== 'chat.ended' || data.outcome !== 'left_message') continue;
    if (!told.delete(`${chatId} ${seq}`))
      lose(`chat ${chatId} became a left message, and its text was never announced`);
  }
  for (const chat of told) lose(`message.left of chat and number ${chat} has no such end of the chat`);
}

function closings({ chats }: DatabaseState, closed: readonly Notice[], lose: Lose): void {
  const closers = new Map(closed.map(({ data }) => [data.chatId, data.agentId]));
  for (const { id, closedBy } of chats) {
    const told = closers.get(id) ?? null;
    if (told !== closedBy) lose(`left message ${id} is closed by ${closedBy ?? 'nobody'}, it was told: by ${told}`);
  }
}

/** Intake tells customers, notification tells agents. */
function unheard({ intakeChats, fed }: DatabaseState, left: readonly Notice[], closed: readonly Notice[], lose: Lose) {
  const known = new Map(intakeChats?.map((chat) => [chat.id, chat]));
  const heard = new Set(fed?.map(({ event }) => event));
  const all = [left, closed].flatMap((notices, i) => notices.map((notice) => ({ notice, isClosing: i === 1 })));
  for (const { notice, isClosing } of all) {
    const { topic, data, id } = notice;
    const chat = known.get(data.chatId ?? '');
    if (intakeChats && !(isClosing ? chat?.isClosed : chat?.isLeft))
      lose(`intake never heard ${topic} of ${data.chatId}`);
    if (fed && !heard.has(id)) lose(`the agents never heard ${topic} of chat ${data.chatId}`);
  }
}

/** A transcript's numbers begin with 1 and have no gaps. */
function gaps(messages: readonly Notice[], lose: Lose): void {
  const told = new Map<string, Set<number>>();
  for (const { data, number = 0 } of messages) {
    const { chatId = '' } = data;
    told.set(chatId, (told.get(chatId) ?? new Set()).add(number));
  }
  for (const [chatId, numbers] of told) {
    const last = Math.max(...numbers);
    if (last !== numbers.size) lose(`${numbers.size} of the ${last} messages of chat ${chatId} were announced`);
  }
}

function presence({ presences }: DatabaseState, told: readonly Notice[], lose: Lose): void {
  const latest = new Map<string | undefined, number>();
  for (const { agentId, number = 0 } of told) latest.set(agentId, Math.max(number, latest.get(agentId) ?? 0));
  for (const { agentId, version } of presences ?? []) {
    const known = latest.get(agentId) ?? 0;
    if (known < version) lose(`presence ${version} of agent ${agentId} was never announced, the last is ${known}`);
  }
}
