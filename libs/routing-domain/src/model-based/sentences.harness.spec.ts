import type { Decision } from '../index';

/** A decision in the words of the reference model. */
export function sentence(decision: Decision): string {
  switch (decision.kind) {
    case 'queued':
      return `${decision.request.chatId} waits: ${decision.why}`;
    case 'assigned': {
      const { chatId, agent, previousAgentId, cause } = decision;
      return `${chatId} goes to ${agent.id}${previousAgentId === undefined ? '' : ` from ${previousAgentId}`}: ${cause}`;
    }
    case 'requeued':
      return `${decision.chatId} goes back to the queue from ${decision.previousAgentId}: ${decision.cause}`;
    case 'ended': {
      const { chatId, agentId, outcome, why } = decision;
      const of = agentId === undefined ? '' : ` with ${agentId}`;
      return `${chatId} is over${of}: ${outcome}${why === undefined ? '' : `, ${why}`}`;
    }
    case 'message-taken':
      return `${decision.chatId} is taken by ${decision.agentId}`;
    case 'message-closed':
      return `${decision.chatId} is closed by ${decision.agentId}`;
    case 'cancel-remembered':
      return `${decision.chatId} is cancelled before its request`;
    case 'availability-changed':
      return `${decision.agentId} is ${decision.availability}, version ${decision.version}`;
    case 'team-configured':
      return `configured, version ${decision.command.version}`;
    case 'unchanged':
      return `unchanged: ${decision.because}`;
    case 'refused':
      return `refused: ${decision.code}${decision.owner ? ` ${decision.owner.id} has it` : ''}`;
  }
}
