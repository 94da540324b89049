import type { QueryClient } from '@tanstack/react-query';
import type { LeftMessage, RoutingChat } from '../../api/types';
import { type Board, withAnswer, withChat, withMessage } from './board';
import { isGone } from './is-gone';

export const boardKey = ['board'] as const;
/** The left messages as they were read; as they are now they stand on the board. */
export const messagesKey = ['left-messages'] as const;

/** The board in the query cache, and what the agent's own doing changes of it before any event tells. */
export class BoardStore {
  constructor(
    protected readonly client: QueryClient,
    protected readonly agentId: string,
  ) {}

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

  messageChanged(chatId: string, message: LeftMessage | undefined): void {
    this.update((board) => withMessage(board, chatId, message));
  }

  /** Undefined until it was read. */
  protected get board(): Board | undefined {
    return this.client.getQueryData<Board>(boardKey);
  }

  protected update(change: (board: Board) => Board): void {
    this.client.setQueryData<Board>(boardKey, (board) => board && change(board));
  }
}
