import { type CloudEvent, createEvent, type EventData } from '@switchboard/contracts';
import type {
  AvailabilityChanged,
  ChatAssigned,
  ChatEnded,
  ChatQueued,
  ChatRequeued,
  Command,
} from '@switchboard/routing-domain';
import { type Decision, unreachable } from '@switchboard/routing-domain';
import { messageClosed, messageLeft } from './announce-message';
import { ofChat, publicActor } from './event-parts';
import type { TeamOutcome, Trace, Work } from './work';

/** What the events carry and the core does not know. */
export interface Announced {
  readonly work: Work;
  /** Ids of the assignments. */
  readonly assignmentOf: ReadonlyMap<ChatAssigned, string>;
  /** What the customers of left messages wrote, as JSON, by chat id. */
  readonly contents: ReadonlyMap<string, string>;
}

/** The one place where decisions become public events (contracts.md); most are one event, some concern nobody else. */
export function announce(events: CloudEvent[], { load }: TeamOutcome, decision: Decision, o: Announced): void {
  const teamId = load.team.id;
  const trace = (command: Command | undefined) => (command && o.work.traces?.get(command)) ?? {};
  switch (decision.kind) {
    case 'queued':
      return void events.push(queued(teamId, decision, trace(decision.request)));
    case 'assigned':
      return void events.push(assigned(teamId, decision, o.assignmentOf.get(decision) ?? '', trace(decision.request)));
    case 'requeued':
      return void events.push(requeued(teamId, decision));
    case 'ended':
      events.push(ended(teamId, decision, trace(decision.request)));
      if (decision.why) events.push(messageLeft(teamId, decision, decision.why, o));
      return;
    case 'message-closed':
      return void events.push(messageClosed(teamId, decision, o.work.notes?.get(decision.command) ?? ''));
    case 'availability-changed':
      return void events.push(availabilityEvent({ ...availabilityOf(decision), teamId }));
    case 'cancel-remembered':
    case 'message-taken':
    case 'team-configured':
    case 'unchanged':
    case 'refused':
      return;
    default:
      return unreachable(decision);
  }
}

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
      previousAgentId: d.previousAgentId,
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

function requeued(teamId: string, d: ChatRequeued): CloudEvent {
  const { chatId, previousAgentId, cause, enqueuedAt, requeuedAt } = d;
  return createEvent('chat.requeued', {
    ...ofChat(teamId, chatId, d.sequence, {}),
    time: requeuedAt,
    data: { chatId, teamId, previousAgentId, cause, enqueuedAt, requeuedAt, actor: publicActor(d.actor) },
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
