import { Injectable } from '@nestjs/common';
import { Problem } from '@switchboard/runtime';
import type { Caller } from '../channel-access/caller';
import { AwaitAssignment } from './await-assignment';
import type { Writer } from './writer';

/** Who a caller is in a chat: its customer, or an agent by the assignment that the agent names. */
@Injectable()
export class WriterOfCaller {
  constructor(private readonly assignments: AwaitAssignment) {}

  /**
   * Waits up to 2 seconds for an assignment that intake has not heard of.
   * @throws Problem REQUEST.INVALID where an agent names no assignment, or somebody else does
   */
  async of(caller: Caller, chatId: string, assignmentId: string | undefined): Promise<Writer> {
    if (caller.kind !== 'agent') {
      if (assignmentId !== undefined) throw invalid('is for agents only');
      return { kind: 'customer' };
    }
    if (assignmentId === undefined) throw invalid('is needed from an agent');
    const assignment = await this.assignments.of(chatId, assignmentId);
    return { kind: 'agent', id: caller.accountId, name: caller.name, assignment };
  }
}

function invalid(detail: string): Problem {
  return new Problem('REQUEST.INVALID', { field: 'assignmentId', detail });
}
