import { Controller } from '@nestjs/common';
import { requestHash } from '@switchboard/contracts';
import { type Batch, Consumes } from '@switchboard/messaging';
import { type NewRequest, type RecordedRequest, RequestRepository } from './request.repository';

type RequestBatch = Batch<'intake.requests'>;

/**
 * Records requests that upstream systems published straight to Kafka. Our own come back the same way and are known
 * already. The natural key is the chat id with the hash of its request; no inbox is needed.
 */
@Controller()
export class RecordRequestsConsumer {
  constructor(private readonly requests: RequestRepository) {}

  @Consumes('intake.requests')
  async handle(batch: RequestBatch): Promise<void> {
    const first = firstOfEachChat(batch);
    const inserted = await this.requests.insert(
      batch.tx,
      [...first.values()].map(({ request }) => request),
    );
    const others = [...first.values()].filter(({ request }) => !inserted.has(request.data.chatId));
    if (others.length === 0) return;
    const recorded = await this.requests.recorded(
      batch.tx,
      others.map(({ request }) => request.data.chatId),
    );
    const incomplete: NewRequest[] = [];
    for (const { request, message } of others) {
      const known = recorded.get(request.data.chatId);
      if (isIncomplete(known, request)) incomplete.push(request);
      else if (known?.hash !== request.hash) refuse(batch, message);
    }
    await this.requests.complete(batch.tx, incomplete);
  }
}

interface Received {
  readonly request: NewRequest;
  readonly message: RequestBatch['messages'][number];
}

/** The first request of each chat in the batch stands; equal ones are dropped and unequal ones are conflicts. */
function firstOfEachChat(batch: RequestBatch): Map<string, Received> {
  const first = new Map<string, Received>();
  for (const message of batch.messages) {
    const { data } = message.event;
    const hash = requestHash(data);
    const earlier = first.get(data.chatId);
    // What names a channel came by a key of it, and of which kind is not told.
    const isCustomerProven = data.channelId === undefined;
    if (!earlier) first.set(data.chatId, { request: { data, hash, isCustomerProven }, message });
    else if (earlier.request.hash !== hash) refuse(batch, message);
  }
  return first;
}

function isIncomplete(known: RecordedRequest | undefined, request: NewRequest): boolean {
  return known?.hash === null && known.teamId === request.data.teamId;
}

function refuse(batch: RequestBatch, message: Received['message']): void {
  batch.refuse(message, 'CHAT.CONFLICT', `chat ${message.event.data.chatId} was requested with other content`);
}
