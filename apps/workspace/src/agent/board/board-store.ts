import type { QueryClient } from '@tanstack/react-query';
import type { LeftMessage, RoutingChat } from '../../api/types';
import { Signal } from '../../app/signal';
import { type Board, withChat, withMessage } from './board';
import { isGone } from './is-gone';
import { KeptPast } from './kept-past';
import { withoutPast } from './past';
import { withAnswer } from './read-board';

export const boardKey = ['board'] as const;
/** The waiting list and the left messages as they were read; as they are now they stand on the board. */
export const waitingKey = ['waiting'] as const;
export const messagesKey = ['left-messages'] as const;
/** Who the agents are, and under it what else is read of them: no event tells how many chats each has. */
export const agentsKey = ['agents'] as const;

/** The board in the query cache, and what the agent's own doing changes of it before any event tells. */
export class BoardStore {
  /** The column of a past chat is gone: nothing that is kept of the chat is wanted any more. */
  readonly dismissed = new Signal<string>();
  protected readonly kept: KeptPast;

  constructor(
    protected readonly client: QueryClient,
    protected readonly agentId: string,
  ) {
    this.kept = new KeptPast(agentId);
  }

  /** Takes in how a chat stands after the agent has asked for a change of it, or that it is gone. Rejects as `answer` does. */
  async answered(chatId: string, answer: Promise<RoutingChat>): Promise<void> {
    const asked = this.board?.chats[chatId];
    const take = (chat?: RoutingChat) => this.update((board) => withAnswer(board, asked, chat, this.agentId));
    await answer.then(take, (error: unknown) => {
      if (isGone(error)) take();
      throw error;
    });
  }

  /** The chat is over for the agent, who has ended it. */
  removed(chatId: string): void {
    this.update((board) => withChat(board, chatId, undefined));
  }

  /** The agent needs the column of a past chat no more. */
  dismiss(chatId: string): void {
    this.update((board) => ({ ...board, past: withoutPast(board.past, chatId) }));
  }

  /** Whether the chat was the agent's, and its column is still there. */
  isPast(chatId: string): boolean {
    return this.board?.past[chatId] !== undefined;
  }

  messageChanged(chatId: string, message: LeftMessage | undefined): void {
    this.update((board) => withMessage(board, chatId, message));
  }

  /** Undefined until it was read. */
  protected get board(): Board | undefined {
    return this.client.getQueryData<Board>(boardKey);
  }

  protected update(change: (board: Board) => Board): void {
    const before = this.board;
    if (!before) return;
    const after = this.client.setQueryData<Board>(boardKey, change(before)) ?? before;
    if (after.past !== before.past) this.pastChanged(before, after);
  }

  private pastChanged(before: Board, after: Board): void {
    this.kept.keep(after.past);
    for (const id of Object.keys(before.past))
      if (!after.past[id] && after.chats[id]?.state !== 'mine') this.dismissed.emit(id);
  }
}
