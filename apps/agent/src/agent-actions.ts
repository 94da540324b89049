import type { LeftMessage, RoutingDecision } from '@switchboard/contracts';
import type { ChatBoard } from './chat-board';
import type { Conversations } from './conversations';
import { lineOf } from './fault';
import type { RoutingApi } from './routing-api';
import { agentNamed, lineOfMessage, linesOfDecision } from './words';

export interface AgentActionsOptions {
  routing: RoutingApi;
  board: ChatBoard;
  conversations: Conversations;
  say: (line: string) => void;
  complain: (line: string) => void;
}

/**
 * What an agent does with chats and left messages. Where the stream tells of the success, as it tells the colleagues,
 * nothing is said here; a refusal is one line in the server's words.
 */
export class AgentActions {
  constructor(private readonly o: AgentActionsOptions) {}

  claim(chatId: string): Promise<void> {
    // Another one was faster, or the agent has enough: the server says which.
    return this.try(`Not claimed ${chatId}`, () => this.o.routing.claim(chatId));
  }

  end(chatId: string): Promise<void> {
    return this.try(`Not ended ${chatId}`, () => this.o.routing.end(chatId));
  }

  /** @param name a colleague's name, or how it begins */
  transfer(chatId: string, name: string): Promise<void> {
    return this.try(`Not transferred ${chatId}`, async () => {
      const { id } = agentNamed(name, await this.o.routing.agents());
      await this.o.routing.transfer(chatId, id);
    });
  }

  requeue(chatId: string): Promise<void> {
    return this.try(`Not given back ${chatId}`, () => this.o.routing.requeue(chatId));
  }

  write(chatId: string, text: string): Promise<void> {
    return this.try(`Not said in ${chatId}`, () => this.o.conversations.write(chatId, text));
  }

  take(chatId: string): Promise<void> {
    return this.try(`Not taken ${chatId}`, async () => this.say(await this.o.routing.takeMessage(chatId)));
  }

  /** The oldest that nobody has taken. */
  takeOldest(): Promise<void> {
    return this.try('Nothing taken', async () => {
      const free = (await this.o.routing.messages()).find(({ agent }) => agent === null);
      if (free) await this.take(free.chatId);
      else this.o.say('No message is left to take.');
    });
  }

  close(chatId: string, note: string): Promise<void> {
    return this.try(`Not closed ${chatId}`, () => this.o.routing.closeMessage(chatId, note));
  }

  /** Reads the left messages as they are now, who has taken which included. */
  messages(): Promise<void> {
    return this.try('The messages cannot be read', async () => {
      const messages = await this.o.routing.messages();
      this.o.board.loadMessages(messages);
      for (const message of messages) this.say(message);
      this.o.say(`${messages.length} left messages to answer.`);
    });
  }

  /** What was decided about the chat, oldest first. */
  why(chatId: string): Promise<void> {
    return this.try(`Nothing known of ${chatId}`, async () => {
      const decisions: RoutingDecision[] = await this.o.routing.decisions(chatId);
      for (const decision of decisions) for (const line of linesOfDecision(decision)) this.o.say(line);
      if (decisions.length === 0) this.o.say('Nothing was decided yet.');
    });
  }

  private say(message: LeftMessage): void {
    this.o.say(lineOfMessage(message));
  }

  private async try(fault: string, what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      this.o.complain(`${fault}: ${lineOf(error)}`);
    }
  }
}
