import { type CloudEvent, createEvent, type EventData } from '@switchboard/contracts';
import type {
  Actor,
  AvailabilityChanged,
  ChatAssigned,
  ChatEnded,
  ChatQueued,
  Command,
} from '@switchboard/routing-domain';
import { type Decision, unreachable } from '@switchboard/routing-domain';
import type { ChatWrites } from './chat-writes';
import type { TeamOutcome, Trace, Work } from './work';

/** The one place where decisions become public events (contracts.md). Undefined: nobody else is concerned. */
export function announce(
  outcome: TeamOutcome,
  decision: Decision,
  writes: ChatWrites,
  work: Work,
): CloudEvent | undefined {
  const teamId = outcome.load.team.id;
  const trace = (command: Command | undefined) => (command && work.traces?.get(command)) ?? {};
  switch (decision.kind) {
    case 'queued':
      return queued(teamId, decision, trace(decision.request));
    case 'assigned':
      return assigned(teamId, decision, writes.assignmentOf.get(decision) ?? '', trace(decision.request));
    case 'ended':
      return ended(teamId, decision, trace(decision.request));
    case 'availability-changed':
      return availabilityEvent({ ...availabilityOf(decision), teamId });
    case 'cancel-remembered':
    case 'team-configured':
    case 'unchanged':
    case 'refused':
      return undefined;
    default:
      return unreachable(decision);
  }
}

/** What all events of a chat have; the team's sequence orders them per chat. */
const ofChat = (teamId: string, chatId: string, sequence: number, trace: Trace) => ({
  source: 'routing' as const,
  subject: chatId,
  key: teamId,
  teamId,
  teamSeq: sequence,
  ...trace,
});

const publicActor = ({ kind, id }: Actor): { kind: Actor['kind']; id?: string } =>
  id === undefined ? { kind } : { kind, id };

function queued(teamId: string, d: ChatQueued, trace: Trace): CloudEvent {
  const { chatId } = d.request;
  return createEvent('chat.queued', {
    ...ofChat(teamId, chatId, d.sequence, trace),
    time: d.enqueuedAt,
    data: { chatId, teamId, queueSeq: d.sequence, enqueuedAt: d.enqueuedAt, why: d.why },
  });
}

function assigned(teamId: string, d: ChatAssigned, assignmentId: string, trace: Trace): CloudEvent {
  return createEvent('chat.assigned', {
    ...ofChat(teamId, d.chatId, d.sequence, trace),
    time: d.assignedAt,
    data: {
      chatId: d.chatId,
      teamId,
      assignmentId,
      agent: d.agent,
      method: d.method,
      cause: d.cause,
      strategy: d.strategy,
      reason: { sentence: d.reason.sentence, facts: { ...d.reason.facts } },
      settingsVersion: d.settingsVersion,
      enqueuedAt: d.enqueuedAt,
      assignedAt: d.assignedAt,
      actor: publicActor(d.actor),
    },
  });
}

function ended(teamId: string, d: ChatEnded, trace: Trace): CloudEvent {
  return createEvent('chat.ended', {
    ...ofChat(teamId, d.chatId, d.sequence, trace),
    time: d.endedAt,
    data: {
      chatId: d.chatId,
      teamId,
      agentId: d.agentId,
      outcome: d.outcome,
      reason: d.reason,
      endedAt: d.endedAt,
      actor: publicActor(d.actor),
    },
  });
}

const availabilityOf = ({ agentId, availability, since, version }: AvailabilityChanged) => ({
  agentId,
  availability,
  since,
  version,
});

/** An agent's availability as it is now; announced when it changes and again when routing republishes. */
export function availabilityEvent(data: EventData<'agent.availability'>): CloudEvent {
  const { agentId, teamId, since } = data;
  return createEvent('agent.availability', {
    source: 'routing',
    subject: agentId,
    key: agentId,
    teamId,
    time: since,
    data,
  });
}
