import { Injectable } from '@nestjs/common';
import { createEvent, type SendMessageBody, type TranscriptMessage } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { correlationId, Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import { FeedRepository } from '../customer-stream/feed.repository';
import { TranscriptRepository } from '../read-transcript/transcript.repository';
import { ChatRepository, type ChatRow } from '../show-chat/chat.repository';
import { MessageRepository } from './message.repository';
import { refusal } from './refusal';
import { objectionTo, type Writer } from './writer';

export interface Sent {
  readonly message: TranscriptMessage;
  /** False for a repetition of what had been accepted before. */
  readonly isNew: boolean;
}

@Injectable()
export class SendMessageHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly chats: ChatRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly messages: MessageRepository,
    private readonly feeds: FeedRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Accepts a message under its chat's lock, or finds the one that it repeats, whatever became of the chat since. The
   * message, its number, its place in the customer's feed and `chat.message` commit together.
   * @throws Problem MESSAGE.CONFLICT, MESSAGE.ALREADY_CLOSED and those CHAT.* that say why nobody, or not this writer, may
   */
  async send(writer: Writer, teamId: string, chatId: string, body: SendMessageBody): Promise<Sent> {
    const { messageId, text } = body;
    return this.transactions.run(async (tx) => {
      const chat = await this.chats.lock(tx, teamId, chatId);
      // An agent's chat may be as new to intake as its assignment.
      if (!chat) throw refusal(writer.kind === 'agent' ? 'CHAT.ASSIGNMENT_NOT_SEEN' : 'CHAT.NOT_FOUND');
      const author = await this.authorOf(tx, writer, chat);
      // The opening of the transcript goes by the chat's id.
      if (messageId === chatId) throw conflict();
      const known = await this.transcripts.find(tx, chatId, messageId);
      if (known) return { message: sameOrRefused(known, author, text), isNew: false };
      const objection = objectionTo(writer, chat);
      if (objection) throw refusal(objection);
      const message = await this.messages.insert(tx, { messageId, chatId, author, text });
      await this.feeds.append(tx, [{ chatId, messageSeq: message.seq }]);
      await this.announce(tx, teamId, message);
      return { message, isNew: true };
    });
  }

  private async authorOf(tx: EntityManager, writer: Writer, chat: ChatRow): Promise<TranscriptMessage['author']> {
    if (writer.kind === 'agent') return { kind: 'agent', id: writer.id, name: writer.name };
    if (chat.customer_id === null) throw refusal('CHAT.REQUEST_NOT_SEEN');
    const name = await this.messages.customerName(tx, chat.id);
    return { kind: 'customer', id: chat.customer_id, ...(name !== undefined && { name }) };
  }

  private async announce(tx: EntityManager, teamId: string, message: TranscriptMessage): Promise<void> {
    const { chatId } = message;
    await this.outbox.add(tx, [
      createEvent('chat.message', {
        source: 'intake',
        subject: chatId,
        key: chatId,
        teamId,
        correlationId: correlationId(),
        data: { ...message, teamId },
      }),
    ]);
  }
}

function sameOrRefused(known: TranscriptMessage, author: TranscriptMessage['author'], text: string): TranscriptMessage {
  const isSame = known.text === text && known.author.kind === author.kind && known.author.id === author.id;
  if (!isSame) throw conflict();
  return known;
}

function conflict(): Problem {
  return new Problem('MESSAGE.CONFLICT', { field: 'messageId' });
}
