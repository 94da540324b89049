import { Refused } from '@switchboard/client';
import type { ChatBoard } from './chat-board';
import { lineOf } from './fault';

export interface ClaimWaitingOptions {
  board: ChatBoard;
  /** Rejects when the chat was not claimed. */
  claim: (chatId: string) => Promise<void>;
  complain: (line: string) => void;
  signal: AbortSignal;
}

const retryMs = 1_000;

/** Claims whatever waits, oldest first and one at a time, until the agent has enough. */
export class ClaimWaiting {
  private wanted = false;
  private running = false;

  constructor(private readonly o: ClaimWaitingOptions) {}

  /** To be called when a chat begins to wait, or a place has become free. */
  wake(): void {
    this.wanted = true;
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.wanted && !this.o.signal.aborted) {
      this.wanted = false;
      for (const chatId of [...this.o.board.waiting]) if (!(await this.goesOnAfter(chatId))) break;
    }
    this.running = false;
  }

  private async goesOnAfter(chatId: string): Promise<boolean> {
    if (this.o.signal.aborted) return false;
    try {
      await this.o.claim(chatId);
      return true;
    } catch (error) {
      const code = error instanceof Refused ? error.problem.code : undefined;
      if (code === 'AGENT.AT_CAPACITY') return false;
      // Presence takes a moment to reach routing; a server that is away comes back.
      const comesLater = code === 'AGENT.NOT_CONNECTED' || !(error instanceof Refused) || error.isPassing;
      if (comesLater) setTimeout(() => this.wake(), retryMs).unref();
      else this.o.complain(`Not claimed ${chatId}: ${lineOf(error)}`);
      return !comesLater;
    }
  }
}
