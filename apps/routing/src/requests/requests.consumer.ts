import { Controller } from '@nestjs/common';
import { requestHash } from '@switchboard/contracts';
import { type Batch, Consumes, type Message } from '@switchboard/messaging';
import type { Actor } from '@switchboard/routing-domain';
import { Drainer } from '../drain/drainer';
import { CommandBatch } from '../engine/command-batch';
import { RoutingEngine } from '../engine/routing-engine';

type RequestMessage = Message<'chat.requested' | 'chat.cancelled'>;

/** Gives each request an agent or a place in the queue, and lets customers leave; a whole batch in one transaction. */
@Controller()
export class RequestsConsumer {
  constructor(
    private readonly engine: RoutingEngine,
    private readonly drainer: Drainer,
  ) {}

  @Consumes('routing.requests')
  async handle(batch: Batch<'routing.requests'>): Promise<void> {
    const commands = new CommandBatch(batch);
    for (const message of batch.messages) addCommand(commands, message);
    await commands.execute(this.engine, this.drainer);
  }
}

function addCommand(commands: CommandBatch<'routing.requests'>, message: RequestMessage): void {
  if (message.topic === 'chat.cancelled') {
    const { chatId, teamId, reason } = message.event.data;
    return commands.add(message, teamId, { kind: 'cancel', chatId, reason, actor: { kind: 'customer' } });
  }
  const { data } = message.event;
  const actor: Actor = { kind: 'channel', id: data.channelId };
  const hash = requestHash(data);
  commands.add(message, data.teamId, { kind: 'request', chatId: data.chatId, requestHash: hash, actor }, data);
}
