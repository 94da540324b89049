import type { RoutingDecision } from '@switchboard/contracts';
import {
  type Actor,
  type AssignmentCause,
  type LeftWhy,
  type QueuedWhy,
  type RequeueCause,
  unreachable,
} from '@switchboard/routing-domain';
import { publicActor } from '../engine/event-parts';
import type { AssignmentRecord, ChatRecord } from './decisions.repository';

/** What became of a chat and why, oldest first, in words that a manager understands. */
export function inWords(chat: ChatRecord, assignments: readonly AssignmentRecord[]): RoutingDecision[] {
  const items: RoutingDecision[] = [];
  if (chat.queuedWhy !== null) {
    items.push({ kind: 'queued', at: chat.enqueuedAt, sentence: whyItWaited(chat.queuedWhy), why: chat.queuedWhy });
  }
  for (const [i, assignment] of assignments.entries()) {
    items.push(assigned(assignment, assignments[i - 1]), ...requeued(assignment));
  }
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

/** `previous`: the ownership before this one, if any. */
function assigned({ agentId, assignedAt, decision }: AssignmentRecord, previous?: AssignmentRecord): RoutingDecision {
  const { method, cause, strategy, reason, considered, settingsVersion, actor, agentName } = decision;
  return {
    kind: 'assigned',
    at: assignedAt,
    sentence: whyItMoved(cause, previous) + reason.sentence + (considered ? notPicked(considered.census) : ''),
    agent: { id: agentId, name: agentName },
    method,
    cause,
    ...(strategy && { strategy }),
    settingsVersion,
    facts: { ...reason.facts },
    ...(considered && { runnersUp: [...considered.runnersUp], considered: considered.census }),
    actor: publicActor(actor),
  };
}

/** A chat that is reassigned goes straight to the next agent; of other moves their sentence tells. */
const whyItMoved = (cause: AssignmentCause, previous: AssignmentRecord | undefined): string =>
  cause === 'reassign' && previous ? `${gone(previous.decision.agentName)}. ` : '';

const gone = (agent: string): string => `${agent} lost the connection and did not come back in time`;

/** Who could not be picked: " 3 others could not be: 1 had as many chats as allowed, 2 were busy." */
function notPicked({ full, busy, hidden, disconnected }: NonNullable<RoutingDecision['considered']>): string {
  const reasons: [number, string, string][] = [
    [full, 'had as many chats as allowed', 'had as many chats as allowed'],
    [busy, 'was busy', 'were busy'],
    [hidden, 'was hidden', 'were hidden'],
    [disconnected, 'was not connected', 'were not connected'],
  ];
  const told = reasons.filter(([count]) => count > 0).map(([n, one, many]) => `${n} ${n === 1 ? one : many}`);
  if (told.length === 0) return '';
  const total = full + busy + hidden + disconnected;
  return ` ${total === 1 ? '1 other agent' : `${total} other agents`} could not be picked: ${told.join(', ')}.`;
}

/** The end of an ownership that sent the chat back; a transfer tells of itself by the next assignment. */
function requeued({ agentId, decision, release, releasedAt }: AssignmentRecord): RoutingDecision[] {
  if (!release || releasedAt === null || !isRequeue(release.cause)) return [];
  const { cause, actor } = release;
  return [
    {
      kind: 'requeued',
      at: releasedAt,
      sentence: whyItWentBack(cause, decision.agentName, actor),
      cause,
      previousAgentId: agentId,
      actor: publicActor(actor),
    },
  ];
}

const requeueCauses: readonly string[] = ['release', 'grace_period', 'deactivated', 'manager'] satisfies RequeueCause[];
const isRequeue = (cause: string): cause is RequeueCause => requeueCauses.includes(cause);

function whyItWentBack(cause: RequeueCause, agent: string, actor: Actor): string {
  const place = 'the chat waited again at its original place';
  switch (cause) {
    case 'release':
      return `${agent} gave the chat back: ${place}.`;
    case 'grace_period':
      return `${gone(agent)}: ${place}.`;
    case 'deactivated':
      return `${agent} left the team: ${place}.`;
    case 'manager':
      return `${actor.name ?? 'A manager'} took the chat from ${agent}: ${place}.`;
    default:
      return unreachable(cause);
  }
}

function ended(chat: ChatRecord, at: string): RoutingDecision {
  const actor = publicActor(chat.endActor ?? { kind: 'system' });
  if (chat.leftWhy !== null) {
    return {
      kind: 'ended',
      at,
      sentence: whyItWasLeft(chat.leftWhy) + whoClosedIt(chat),
      why: chat.leftWhy,
      outcome: 'left_message',
      actor,
    };
  }
  const outcome = chat.state === 'cancelled' ? 'cancelled' : 'ended';
  const reason = chat.endReason === null ? {} : { reason: chat.endReason };
  return { kind: 'ended', at, sentence: howItEnded(chat), outcome, ...reason, actor };
}

function whyItWasLeft(why: LeftWhy): string {
  const became = 'so the request became a left message';
  switch (why) {
    case 'outside_hours':
      return `The team was closed, ${became}.`;
    case 'nobody_available':
      return `Nobody was connected and available, ${became}.`;
    default:
      return unreachable(why);
  }
}

const whoClosedIt = ({ closedByName }: ChatRecord): string => (closedByName ? ` ${closedByName} closed it.` : '');

/** Ends that nobody brought about, by their reason. */
const byItself: Record<string, string> = {
  inactivity: 'Nobody had written for long, so the chat ended.',
  team_removed: 'The team was removed, so the chat ended.',
};

function howItEnded(chat: ChatRecord): string {
  const actor = chat.endActor ?? { kind: 'system' };
  const sentence = actor.kind === 'system' ? byItself[chat.endReason ?? ''] : undefined;
  return sentence ?? `${who(actor, chat)}${chat.endReason === null ? '' : ` (${chat.endReason})`}.`;
}

function who(actor: Actor, chat: ChatRecord): string {
  if (actor.kind !== 'customer') return `${actor.name ?? 'Switchboard'} ended the chat`;
  return chat.state === 'cancelled' ? 'The customer left before anybody answered' : 'The customer left';
}
