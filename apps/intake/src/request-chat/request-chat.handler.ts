import { Injectable } from '@nestjs/common';
import { createEvent, type EventData, requestHash, type RequestChatBody, uuidv7 } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { correlationId, Problem } from '@switchboard/runtime';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ChannelCaller } from '../channel-access/caller';
import { RequestRepository } from '../record-requests/request.repository';
import { ChatRepository, type ChatRow } from '../show-chat/chat.repository';
import { canonicalJson } from './canonical-json';
import { IdempotencyRepository } from './idempotency.repository';

type ChatRequest = EventData<'chat.requested'>;

@Injectable()
export class RequestChatHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: IdempotencyRepository,
    private readonly requests: RequestRepository,
    private readonly chats: ChatRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Accepts a request, or finds the one that it repeats: chat, idempotency key and `chat.requested` commit together.
   * @throws Problem IDEMPOTENCY.IN_FLIGHT, IDEMPOTENCY.OTHER_BODY, CHAT.ALREADY_EXISTS
   */
  async request(caller: ChannelCaller, key: string, body: RequestChatBody): Promise<ChatRow> {
    const scope = { credential: caller.keyId, route: 'POST /chats', key };
    const bodyHash = createHash('sha256').update(canonicalJson(body)).digest('hex');
    return this.transactions.run(async (tx) => {
      if (!(await this.idempotency.hold(tx, scope))) throw inFlight();
      const used = await this.idempotency.find(tx, scope);
      if (used && used.bodyHash !== bodyHash) throw new Problem('IDEMPOTENCY.OTHER_BODY', { field: 'Idempotency-Key' });
      const chatId = used?.chatId ?? (await this.accept(tx, caller, body));
      // The lock should have told; the unique key is what cannot be wrong.
      if (!used && !(await this.idempotency.remember(tx, scope, chatId, bodyHash))) throw inFlight();
      return this.mustFind(tx, caller.teamId, chatId);
    });
  }

  private async accept(tx: EntityManager, caller: ChannelCaller, body: RequestChatBody): Promise<string> {
    const data = chatRequest(caller, body, await this.now(tx));
    const hash = requestHash(data);
    // A publishable key stands in pages for everybody to read: who asks by it may call himself whatever he likes.
    const isCustomerProven = caller.kind === 'secret';
    const inserted = await this.requests.insert(tx, [{ data, hash, isCustomerProven }]);
    if (inserted.has(data.chatId)) await this.announce(tx, data);
    else await this.assertRepeats(tx, caller, data, hash);
    return data.chatId;
  }

  /** A server may repeat the request of a chat id that it chose; a page may not, for it would be given the token. */
  private async assertRepeats(
    tx: EntityManager,
    caller: ChannelCaller,
    { chatId }: ChatRequest,
    hash: string,
  ): Promise<void> {
    const recorded = (await this.requests.recorded(tx, [chatId])).get(chatId);
    if (caller.kind !== 'secret' || recorded?.teamId !== caller.teamId || recorded.hash !== hash) {
      throw new Problem('CHAT.ALREADY_EXISTS', { field: 'chatId' });
    }
  }

  private async announce(tx: EntityManager, data: ChatRequest): Promise<void> {
    const { chatId, teamId } = data;
    await this.outbox.add(tx, [
      createEvent('chat.requested', {
        source: 'intake',
        subject: chatId,
        key: teamId,
        teamId,
        correlationId: correlationId(),
        data,
      }),
    ]);
  }

  private async now(tx: EntityManager): Promise<Date> {
    const rows: { now: Date }[] = await tx.query('SELECT now()');
    return rows[0]?.now ?? new Date();
  }

  private async mustFind(tx: EntityManager, teamId: string, chatId: string): Promise<ChatRow> {
    const chat = await this.chats.find(tx, teamId, chatId);
    if (!chat) throw new Error(`chat ${chatId} of an idempotency key is missing`);
    return chat;
  }
}

function inFlight(): Problem {
  return new Problem('IDEMPOTENCY.IN_FLIGHT', { headers: { 'retry-after': '1' } });
}

function chatRequest(caller: ChannelCaller, body: RequestChatBody, now: Date): ChatRequest {
  return {
    chatId: body.chatId ?? uuidv7(),
    teamId: caller.teamId,
    channelId: caller.channelId,
    customer: body.customer,
    ...(body.firstMessage === undefined ? {} : { firstMessage: body.firstMessage }),
    requestedAt: now.toISOString(),
  };
}
