import type { CloudEvent, RoutingChat } from '@switchboard/contracts';

export type ChatEvent =
  | { topic: 'chat.queued'; event: CloudEvent<'chat.queued'> }
  | { topic: 'chat.requeued'; event: CloudEvent<'chat.requeued'> }
  | { topic: 'chat.assigned'; event: CloudEvent<'chat.assigned'> }
  | { topic: 'chat.ended'; event: CloudEvent<'chat.ended'> };

export type BoardChange =
  | { kind: 'waiting'; chatId: string; again: boolean }
  | { kind: 'mine'; chatId: string; sentence: string }
  | { kind: 'theirs'; chatId: string; agentName: string; wasMine: boolean }
  | { kind: 'ended'; chatId: string; outcome: string; wasMine: boolean };

/** What the agent sees: the chats that wait, in order, and the agent's own. Both hold chat ids. */
export class ChatBoard {
  readonly waiting = new Set<string>();
  readonly mine = new Set<string>();
  private readonly lastSeq = new Map<string, number>();

  constructor(private readonly agentId: string) {}

  /** Begins anew from what routing answered. */
  load(waiting: readonly RoutingChat[], inProgress: readonly RoutingChat[]): void {
    this.waiting.clear();
    this.mine.clear();
    for (const chat of waiting) this.waiting.add(chat.id);
    for (const chat of inProgress) if (chat.agent?.id === this.agentId) this.mine.add(chat.id);
  }

  /** Follows an event; undefined when it is older than what is known of its chat (the highest `teamseq` counts). */
  apply(change: ChatEvent): BoardChange | undefined {
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
}

/** The change in words. */
export function lineOfChange(change: BoardChange): string {
  switch (change.kind) {
    case 'waiting':
      return `Waiting${change.again ? ' again' : ''}  ${change.chatId}`;
    case 'mine':
      return `Yours    ${change.chatId}  ${change.sentence}`;
    case 'theirs':
      return `${change.wasMine ? 'Passed on' : 'Taken'}    ${change.chatId}  by ${change.agentName}`;
    case 'ended':
      return `Ended    ${change.chatId}  ${change.outcome}`;
    default:
      return change satisfies never;
  }
}
