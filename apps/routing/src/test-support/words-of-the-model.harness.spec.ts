import type { CloudEvent } from '@switchboard/contracts';
import type { Answer } from './routing-app.harness.spec';

/** An event in the words of the reference model. */
export function announcement({ type, data }: CloudEvent, nameOf: (id: string) => string): string {
  const facts = data as Record<string, unknown>;
  const name = (id: unknown) => nameOf(String(id));
  const chat = name(facts.chatId);
  const from = name(facts.previousAgentId);
  switch (type) {
    case 'chat.queued.v1':
      return `${chat} waits: ${String(facts.why)}`;
    case 'chat.assigned.v1': {
      const before = facts.previousAgentId === undefined ? '' : ` from ${from}`;
      return `${chat} goes to ${name((facts.agent as { id: string }).id)}${before}: ${String(facts.cause)}`;
    }
    case 'chat.requeued.v1':
      return `${chat} goes back to the queue from ${from}: ${String(facts.cause)}`;
    case 'chat.ended.v1':
      return `${chat} is over${facts.agentId === undefined ? '' : ` with ${name(facts.agentId)}`}: ${String(facts.outcome)}`;
    case 'message.left.v1':
      return `${chat} has left a message: ${String(facts.why)}`;
    case 'message.closed.v1':
      return `${chat} is closed by ${name(facts.agentId)}`;
    case 'agent.availability.v1':
      return `${name(facts.agentId)} is ${String(facts.availability)}, version ${String(facts.version)}`;
    default:
      return type;
  }
}

/** An answer in its words; nothing when it is no refusal. */
export function refusalOf({ status, body }: Answer, nameOf: (id: string) => string): string[] {
  if (status < 300) return [];
  const winner = body.winner as { id: string } | undefined;
  return [`refused: ${String(body.code)}${winner ? ` ${nameOf(winner.id)} has it` : ''}`];
}

/** What the model has refused. */
export const refusalsIn = (story: readonly string[]): string[] => story.filter((each) => each.startsWith('refused'));

/** What of the model's story is announced: what only the asker hears is announced to nobody, and a left message twice. */
export function announcedIn(story: readonly string[]): string[] {
  const silent = /^(refused|unchanged|configured)| is taken | is cancelled before /;
  return story
    .filter((each) => !silent.test(each))
    .flatMap((each) => each.replace(/^(\S+)( is over: left_message), /, '$1$2\n$1 has left a message: ').split('\n'));
}
