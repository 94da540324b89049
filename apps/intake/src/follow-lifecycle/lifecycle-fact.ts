import type { EndedBy, EventData, TopicsOf } from '@switchboard/contracts';
import type { Message } from '@switchboard/messaging';
import type { LifecycleFact } from './lifecycle';

/** The one mapper from routing's events to what they mean for a chat here. */
export function factOf(message: Message<TopicsOf<'intake.lifecycle'>>, seq: number): LifecycleFact {
  switch (message.topic) {
    case 'chat.queued':
    case 'chat.requeued':
      return { kind: 'queued', seq, enqueuedAt: message.event.data.enqueuedAt };
    case 'chat.assigned': {
      const { agent, enqueuedAt, assignedAt } = message.event.data;
      return { kind: 'assigned', seq, agent, enqueuedAt, assignedAt };
    }
    case 'chat.ended': {
      const { outcome, endedAt } = message.event.data;
      return { kind: 'ended', seq, outcome, endedAt, endedBy: endedBy(message.event.data) };
    }
    case 'message.left':
      return { kind: 'left', seq, why: message.event.data.why };
    case 'message.closed':
      return { kind: 'message-closed', seq, closedAt: message.event.data.closedAt };
  }
}

/** Why routing itself ends chats: nobody wrote, or the team is no more. */
const bySystem: Record<string, EndedBy> = { inactivity: 'inactivity', team_removed: 'team' };

/** In the customer's terms. The reason itself may be meant for colleagues, so it is not kept here. */
function endedBy({ outcome, actor, reason }: EventData<'chat.ended'>): EndedBy | null {
  if (outcome === 'left_message') return null;
  if (actor.kind === 'system') return bySystem[reason ?? ''] ?? null;
  return actor.kind === 'customer' || actor.kind === 'channel' ? 'customer' : 'team';
}
