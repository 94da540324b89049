import type { ProblemCode } from '@switchboard/contracts';
import type { Assignment } from '../follow-lifecycle/assignment.repository';
import type { ChatRow } from '../show-chat/chat.repository';

/** Who wants to write in a chat. A channel's server writes for its customer. */
export type Writer =
  | { readonly kind: 'customer' }
  | {
      readonly kind: 'agent';
      readonly id: string;
      readonly name: string;
      /** What the assignment that the agent named is; undefined for one not heard of, or of another chat. */
      readonly assignment: Assignment | undefined;
    };

type ChatNow = Pick<ChatRow, 'state' | 'assigned_seq' | 'message_closed_at'>;

/**
 * Why the writer may not write in the chat as it stands; undefined when nothing speaks against it. Customers write while
 * the chat goes on and add to a left message until it is closed; of the agents only the one who has the chat now writes.
 */
export function objectionTo(writer: Writer, chat: ChatNow): ProblemCode | undefined {
  switch (chat.state) {
    case 'ended':
    case 'cancelled':
      return 'CHAT.ALREADY_ENDED';
    case 'left_message':
      if (writer.kind === 'agent') return 'CHAT.NOT_IN_PROGRESS';
      return chat.message_closed_at === null ? undefined : 'MESSAGE.ALREADY_CLOSED';
    case 'waiting':
    case 'in_progress':
      return writer.kind === 'agent' ? objectionToAgent(writer, chat) : undefined;
  }
}

function objectionToAgent(
  { id, assignment }: Extract<Writer, { kind: 'agent' }>,
  chat: ChatNow,
): ProblemCode | undefined {
  if (!assignment) return 'CHAT.ASSIGNMENT_NOT_SEEN';
  if (assignment.agentId !== id) return 'CHAT.NOT_OWNER';
  const isCurrent = chat.state === 'in_progress' && chat.assigned_seq === assignment.teamSeq;
  return isCurrent ? undefined : 'CHAT.ASSIGNMENT_SUPERSEDED';
}
