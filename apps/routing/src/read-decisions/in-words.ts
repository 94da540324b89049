import type { RoutingDecision } from '@switchboard/contracts';
import { type Actor, type QueuedWhy, unreachable } from '@switchboard/routing-domain';
import type { AssignmentRecord, ChatRecord } from './decisions.repository';

/** What became of a chat and why, oldest first, in words that a manager understands. */
export function inWords(chat: ChatRecord, assignments: readonly AssignmentRecord[]): RoutingDecision[] {
  const items: RoutingDecision[] = [];
  if (chat.queuedWhy !== null) {
    items.push({ kind: 'queued', at: chat.enqueuedAt, sentence: whyItWaited(chat.queuedWhy), why: chat.queuedWhy });
  }
  items.push(...assignments.map(assigned));
  if (chat.endedAt !== null) items.push(ended(chat, chat.endedAt));
  return items;
}

function whyItWaited(why: QueuedWhy): string {
  switch (why) {
    case 'manual':
      return 'The team assigns by hand: the chat waited until somebody pressed Assign.';
    case 'team_unknown':
      return 'The settings of the team had not arrived yet: the chat waited for them.';
    case 'older_waiting':
      return 'Other chats had been waiting longer and went first.';
    case 'nobody_eligible':
      return 'Nobody was connected, available and below the limit of chats.';
    case 'presence_unknown':
      return 'It was not known who was still connected, so nothing was assigned automatically.';
    default:
      return unreachable(why);
  }
}

function assigned({ agentId, assignedAt, decision }: AssignmentRecord): RoutingDecision {
  const { method, cause, strategy, reason, settingsVersion, actor, agentName } = decision;
  return {
    kind: 'assigned',
    at: assignedAt,
    sentence: reason.sentence,
    agent: { id: agentId, name: agentName },
    method,
    cause,
    ...(strategy && { strategy }),
    settingsVersion,
    facts: { ...reason.facts },
    actor: publicActor(actor),
  };
}

function ended(chat: ChatRecord, at: string): RoutingDecision {
  const actor = chat.endActor ?? { kind: 'system' };
  const outcome = chat.state === 'cancelled' ? 'cancelled' : 'ended';
  const reason = chat.endReason === null ? '' : ` (${chat.endReason})`;
  return { kind: 'ended', at, sentence: `${who(actor, chat)}${reason}.`, outcome, actor: publicActor(actor) };
}

function who(actor: Actor, chat: ChatRecord): string {
  if (actor.kind !== 'customer') return `${actor.name ?? 'Switchboard'} ended the chat`;
  return chat.state === 'cancelled' ? 'The customer left before anybody answered' : 'The customer left';
}

const publicActor = ({ kind, id }: Actor): RoutingDecision['actor'] => (id === undefined ? { kind } : { kind, id });
