import type { CloudEvent, LeftMessage, RoutingChat } from '@switchboard/contracts';
import { lineOfMessage, onOneLine } from './words';

const chatTopics = ['chat.queued', 'chat.requeued', 'chat.assigned', 'chat.ended'] as const;
const messageTopics = ['message.left', 'message.closed'] as const;
type ChatTopic = (typeof chatTopics)[number];
type MessageTopic = (typeof messageTopics)[number];

type OnTopic<T extends ChatTopic | MessageTopic> = { [K in T]: { topic: K; event: CloudEvent<K> } }[T];
export type ChatEvent = OnTopic<ChatTopic | MessageTopic>;

/** Whether the board follows what happens on this topic. */
export function isChatTopic(topic: string): boolean {
  return [...chatTopics, ...messageTopics].some((each) => each === topic);
}

export type BoardChange =
  | { kind: 'waiting'; chatId: string; again: boolean }
  | { kind: 'mine'; chatId: string; sentence: string }
  | { kind: 'theirs'; chatId: string; agentName: string; wasMine: boolean }
  | { kind: 'ended'; chatId: string; outcome: string; wasMine: boolean }
  | { kind: 'message'; message: Pick<LeftMessage, 'chatId' | 'customer' | 'text' | 'why' | 'agent'> }
  | { kind: 'closed'; chatId: string; note: string };

/** What the agent sees: the chats that wait, the agent's own, and the left messages; chat ids, oldest first. */
export class ChatBoard {
  readonly waiting = new Set<string>();
  readonly mine = new Set<string>();
  readonly messages = new Set<string>();
  private readonly lastSeq = new Map<string, number>();
  /** A message may be heard of only after its closing: the two have no order. */
  private readonly closed = new Set<string>();

  constructor(private readonly agentId: string) {}

  /** How much there is to do, in one line. */
  get summary(): string {
    const { waiting, mine, messages } = this;
    const toAnswer = messages.size === 0 ? '' : ` ${messages.size} left messages to answer.`;
    return `${waiting.size} waiting, ${mine.size} yours.${toAnswer}`;
  }

  /** Begins anew from what routing answered. */
  load(waiting: readonly RoutingChat[], inProgress: readonly RoutingChat[], messages: readonly LeftMessage[]): void {
    this.waiting.clear();
    this.mine.clear();
    for (const chat of waiting) this.waiting.add(chat.id);
    for (const chat of inProgress) if (chat.agent?.id === this.agentId) this.mine.add(chat.id);
    this.loadMessages(messages);
  }

  loadMessages(messages: readonly LeftMessage[]): void {
    this.messages.clear();
    for (const { chatId } of messages) this.messages.add(chatId);
  }

  /** Follows an event; undefined when it tells nothing new: of each chat the highest `teamseq` counts. */
  apply(change: ChatEvent): BoardChange | undefined {
    if (change.topic === 'message.left' || change.topic === 'message.closed') return this.applyMessage(change);
    const { chatId } = change.event.data;
    const seq = change.event.teamseq ?? 0;
    if (seq < (this.lastSeq.get(chatId) ?? 0)) return undefined;
    this.lastSeq.set(chatId, seq);
    const wasMine = this.mine.delete(chatId);
    this.waiting.delete(chatId);
    switch (change.topic) {
      case 'chat.queued':
      case 'chat.requeued':
        this.waiting.add(chatId);
        return { kind: 'waiting', chatId, again: change.topic === 'chat.requeued' };
      case 'chat.assigned':
        return this.assigned(change.event, wasMine);
      case 'chat.ended':
        this.lastSeq.delete(chatId);
        return { kind: 'ended', chatId, outcome: change.event.data.outcome, wasMine };
      default:
        return change satisfies never;
    }
  }

  private assigned({ data }: CloudEvent<'chat.assigned'>, wasMine: boolean): BoardChange {
    const { chatId, agent, reason } = data;
    if (agent.id !== this.agentId) return { kind: 'theirs', chatId, agentName: agent.name, wasMine };
    this.mine.add(chatId);
    return { kind: 'mine', chatId, sentence: reason.sentence };
  }

  private applyMessage(change: OnTopic<MessageTopic>): BoardChange | undefined {
    const { chatId } = change.event.data;
    if (change.topic === 'message.closed') {
      this.messages.delete(chatId);
      this.closed.add(chatId);
      return { kind: 'closed', chatId, note: change.event.data.note };
    }
    if (this.closed.has(chatId)) return undefined;
    this.messages.add(chatId);
    const { customer, text, why } = change.event.data;
    return { kind: 'message', message: { chatId, customer, text, why, agent: null } };
  }
}

/** The change in words. */
export function lineOfChange(change: BoardChange): string {
  switch (change.kind) {
    case 'waiting':
      return `Waiting${change.again ? ' again' : ''}  ${change.chatId}`;
    case 'mine':
      return `Yours    ${change.chatId}  ${change.sentence}`;
    case 'theirs':
      return change.wasMine
        ? `Passed on  ${change.chatId}  to ${change.agentName}`
        : `Taken    ${change.chatId}  by ${change.agentName}`;
    case 'ended':
      return `Ended    ${change.chatId}  ${change.outcome}`;
    case 'message':
      return lineOfMessage(change.message);
    case 'closed':
      return `Closed   ${change.chatId}  ${onOneLine(change.note)}`;
    default:
      return change satisfies never;
  }
}
