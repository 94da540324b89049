import type { CloudEvent, ConsumerName, DeadLetterCode, EventData, TopicsOf } from '@switchboard/contracts';
import type { Batch, Message } from '@switchboard/messaging';
import type { Command } from '@switchboard/routing-domain';
import type { Drainer } from '../drain/drainer';
import type { RoutingEngine } from './routing-engine';
import { decisionsOf, type Executed, type Trace } from './work';

/** A consumer's messages as commands: collected, executed in the batch's transaction, refusals given back as dead letters. */
export class CommandBatch<C extends ConsumerName> {
  private readonly commands = new Map<string, Command[]>();
  private readonly messages = new Map<Command, Message<TopicsOf<C>>>();
  private readonly requests = new Map<Command, EventData<'chat.requested'>>();
  private readonly traces = new Map<Command, Trace>();

  constructor(private readonly batch: Batch<C>) {}

  /** Adds what a message asks for; `request`: the content of a `request` command. */
  add(message: Message<TopicsOf<C>>, teamId: string, command: Command, request?: EventData<'chat.requested'>): void {
    const ofTeam = this.commands.get(teamId);
    if (ofTeam) ofTeam.push(command);
    else this.commands.set(teamId, [command]);
    this.messages.set(command, message);
    if (request) this.requests.set(command, request);
    this.traces.set(command, traceOf(message.event));
  }

  /** The message that a command came from. */
  messageOf(command: Command): Message<TopicsOf<C>> | undefined {
    return this.messages.get(command);
  }

  async execute(engine: RoutingEngine, drainer: Drainer): Promise<Executed> {
    const { commands, requests, traces } = this;
    const executed = await engine.execute(this.batch.tx, { commands, requests, traces });
    for (const decision of decisionsOf(executed)) {
      if (decision.kind === 'refused') this.refuse(decision.command, decision.code, decision.detail);
    }
    for (const { commands: refused } of executed.unknownTeams) {
      for (const command of refused) this.refuse(command, 'TEAM.UNKNOWN', 'too many unknown teams already wait');
    }
    this.batch.afterCommit(() => drainer.committed(executed));
    return executed;
  }

  private refuse(command: Command, code: DeadLetterCode, detail: string): void {
    const message = this.messages.get(command);
    if (message) this.batch.refuse(message, code, detail);
  }
}

/** What follows from a message was caused by it, and belongs to the same conversation of services. */
function traceOf(event: Pick<CloudEvent, 'id' | 'correlationid' | 'traceparent'>): Trace {
  const { correlationid, traceparent } = event;
  return {
    causationId: event.id,
    ...(correlationid !== undefined && { correlationId: correlationid }),
    ...(traceparent !== undefined && { traceparent }),
  };
}
