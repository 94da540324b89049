import { type CloudEvent, createEvent, type EventData } from '@switchboard/contracts';
import type {
  AvailabilityChanged,
  ChatAssigned,
  ChatEnded,
  ChatQueued,
  ChatRequeued,
} from '@switchboard/routing-domain';
import { type Decision, unreachable } from '@switchboard/routing-domain';
import { messageClosed, messageLeft } from './announce-message';
import { ofChat, type Origin, publicActor } from './event-parts';
import type { TeamOutcome, Trace, Work } from './work';

/** What the events carry and the core does not know. */
export interface Announced {
  readonly work: Work;
  /** Ids of the assignments. */
  readonly assignmentOf: ReadonlyMap<ChatAssigned, string>;
  /** What the customers of left messages wrote, as JSON, by chat id. */
  readonly contents: ReadonlyMap<string, string>;
}

/** The events of a transaction, each with the trace of the command that it follows from. */
export function eventsOf(outcomes: readonly TeamOutcome[], announced: Announced): CloudEvent[] {
  const { commands, traces } = announced.work;
  const events: CloudEvent[] = [];
  for (const { load, decided } of outcomes) {
    const teamId = load.team.id;
    const ofTeam = commands.get(teamId) ?? [];
    for (const [i, command] of ofTeam.entries()) {
      const origin = { teamId, trace: traces?.get(command) ?? UNTRACED };
      for (const decision of decided.byCommand[i] ?? []) announce(events, decision, origin, announced);
    }
  }
  return events;
}

const UNTRACED: Trace = {};

/** The one place where decisions become public events (contracts.md); most are one event, some concern nobody else. */
function announce(events: CloudEvent[], decision: Decision, origin: Origin, o: Announced): void {
  switch (decision.kind) {
    case 'queued':
      return void events.push(queued(origin, decision));
    case 'assigned':
      return void events.push(assigned(origin, decision, o.assignmentOf.get(decision) ?? ''));
    case 'requeued':
      return void events.push(requeued(origin, decision));
    case 'ended':
      events.push(ended(origin, decision));
      if (decision.why) events.push(messageLeft(origin, decision, decision.why, o));
      return;
    case 'message-closed':
      return void events.push(messageClosed(origin, decision, o.work.notes?.get(decision.command) ?? ''));
    case 'availability-changed':
      return void events.push(availabilityEvent({ ...availabilityOf(decision), teamId: origin.teamId }, origin.trace));
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

function queued(origin: Origin, d: ChatQueued): CloudEvent {
  const { teamId } = origin;
  const { chatId } = d.request;
  return createEvent('chat.queued', {
    ...ofChat(origin, chatId, d.sequence),
    time: d.enqueuedAt,
    data: { chatId, teamId, queueSeq: d.sequence, enqueuedAt: d.enqueuedAt, why: d.why },
  });
}

function assigned(origin: Origin, d: ChatAssigned, assignmentId: string): CloudEvent {
  return createEvent('chat.assigned', {
    ...ofChat(origin, d.chatId, d.sequence),
    time: d.assignedAt,
    data: {
      chatId: d.chatId,
      teamId: origin.teamId,
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

function requeued(origin: Origin, d: ChatRequeued): CloudEvent {
  const { teamId } = origin;
  const { chatId, previousAgentId, cause, enqueuedAt, requeuedAt } = d;
  return createEvent('chat.requeued', {
    ...ofChat(origin, chatId, d.sequence),
    time: requeuedAt,
    data: { chatId, teamId, previousAgentId, cause, enqueuedAt, requeuedAt, actor: publicActor(d.actor) },
  });
}

function ended(origin: Origin, d: ChatEnded): CloudEvent {
  return createEvent('chat.ended', {
    ...ofChat(origin, d.chatId, d.sequence),
    time: d.endedAt,
    data: {
      chatId: d.chatId,
      teamId: origin.teamId,
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

/** An agent's availability as it is now; announced when it changes and again, untraced, when routing republishes. */
export function availabilityEvent(data: EventData<'agent.availability'>, trace: Trace): CloudEvent {
  const { agentId, teamId, since } = data;
  return createEvent('agent.availability', {
    source: 'routing',
    subject: agentId,
    key: agentId,
    teamId,
    time: since,
    ...trace,
    data,
  });
}
