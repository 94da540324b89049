import type { TopicsOf } from '@switchboard/contracts';
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
      return { kind: 'ended', seq, outcome, endedAt };
    }
    case 'message.left':
    case 'message.closed':
      return { kind: 'left', seq };
  }
}
