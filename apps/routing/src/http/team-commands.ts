import { Injectable } from '@nestjs/common';
import { correlationId, Problem } from '@switchboard/runtime';
import { type ProblemCode } from '@switchboard/contracts';
import type { Command, Decision, RefusalCode, Refused } from '@switchboard/routing-domain';
import { CommandQueue } from './command-queue';

/** Refusals that only a batch of events can meet: over HTTP the thing is simply not there. */
const problemOf: Record<RefusalCode, ProblemCode> = {
  'CHAT.CONFLICT': 'CHAT.NOT_FOUND',
  'CHAT.NOT_FOUND': 'CHAT.NOT_FOUND',
  'CHAT.ALREADY_ASSIGNED': 'CHAT.ALREADY_ASSIGNED',
  'CHAT.ALREADY_ENDED': 'CHAT.ALREADY_ENDED',
  'CHAT.NOT_IN_PROGRESS': 'CHAT.NOT_IN_PROGRESS',
  'CHAT.NOT_OWNER': 'CHAT.NOT_OWNER',
  'MESSAGE.NOT_FOUND': 'MESSAGE.NOT_FOUND',
  'MESSAGE.ALREADY_TAKEN': 'MESSAGE.ALREADY_TAKEN',
  'MESSAGE.ALREADY_CLOSED': 'MESSAGE.ALREADY_CLOSED',
  'AGENT.NOT_FOUND': 'AGENT.NOT_FOUND',
  'AGENT.INACTIVE': 'AGENT.INACTIVE',
  'AGENT.OTHER_TEAM': 'AGENT.NOT_FOUND',
  'AGENT.NOT_CONNECTED': 'AGENT.NOT_CONNECTED',
  'AGENT.AT_CAPACITY': 'AGENT.AT_CAPACITY',
};

/** What people do over HTTP, through the same engine as everything else. */
@Injectable()
export class TeamCommands {
  constructor(private readonly queue: CommandQueue) {}

  /**
   * Executes the command (`note`: the session note of one that closes a left message) and gives what was decided.
   * Throws Problem when it is refused; nothing is changed then.
   */
  async execute(teamId: string, command: Command, note?: string): Promise<Decision> {
    const id = correlationId();
    const trace = id === undefined ? {} : { correlationId: id };
    const decision = await this.queue.ask(teamId, { command, trace, ...(note !== undefined && { note }) });
    if (!decision) throw new Problem(notFoundBy(command));
    if (decision.kind === 'refused') throw refusal(decision);
    return decision;
  }
}

/** The team has no row here yet, so nothing of it is known. */
function notFoundBy(command: Command): ProblemCode {
  if (command.kind === 'take-message' || command.kind === 'close-message') return 'MESSAGE.NOT_FOUND';
  return 'chatId' in command ? 'CHAT.NOT_FOUND' : 'AGENT.NOT_FOUND';
}

function refusal({ code, detail, owner }: Refused): Problem {
  return new Problem(problemOf[code], { detail, ...(owner && { extra: { winner: owner } }) });
}
