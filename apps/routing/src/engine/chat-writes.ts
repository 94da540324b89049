import { uuidv7 } from '@switchboard/contracts';
import type {
  Chat,
  ChatAssigned,
  ChatEnded,
  ChatQueued,
  ChatRequeued,
  ChatState,
  MessageClosed,
  MessageTaken,
  RequestChat,
  TeamLoad,
} from '@switchboard/routing-domain';
import type { TeamOutcome, Work } from './work';

/** One chat's row as it is to be after the transaction. */
export interface ChatWrite {
  readonly id: string;
  readonly teamId: string;
  readonly isNew: boolean;
  /** The state it must still have; the lock guarantees it, the statement checks it. */
  readonly from: ChatState | undefined;
  state: ChatState;
  requestHash: string;
  queueSequence: number;
  enqueuedAt: string;
  queuedWhy?: string;
  requestedAt?: string;
  channelId?: string;
  /** What the customer wrote, as JSON. */
  content?: string;
  agentId?: string;
  assignmentId?: string;
  assignedAt?: string;
  givenUpBy?: string;
  endedAt?: string;
  endReason?: string;
  endActor?: string;
  leftWhy?: string;
  closedBy?: string;
  closedAt?: string;
  /** The end of the ownership that the row had when it was read. */
  releasedAt?: string;
  release?: string;
  /** What the customer wrote is of no use any more. */
  erased?: boolean;
}

/** One row of `assignment`; never changed afterwards, but for its release. */
export interface AssignmentWrite {
  readonly id: string;
  readonly chatId: string;
  readonly teamId: string;
  readonly sequence: number;
  readonly agentId: string;
  readonly assignedAt: string;
  releasedAt?: string;
  /** Why it ended by a move, as JSON. */
  release?: string;
  readonly decision: string;
}

/** Folds the decisions of a transaction into rows: a chat that was requested and cancelled in one batch is one row. */
export class ChatWrites {
  readonly chats = new Map<string, ChatWrite>();
  readonly assignments: AssignmentWrite[] = [];
  /** Ids of the assignments, for the events. */
  readonly assignmentOf = new Map<ChatAssigned, string>();
  private readonly read = new Map<TeamLoad, Map<string, Chat>>();
  private readonly active = new Map<string, AssignmentWrite>();

  constructor(private readonly requests: Work['requests']) {}

  queued({ load }: TeamOutcome, d: ChatQueued): void {
    const write = this.born(load.team.id, d.request, d.sequence, d.enqueuedAt);
    write.queuedWhy = d.why;
  }

  assigned(outcome: TeamOutcome, d: ChatAssigned): void {
    const teamId = outcome.load.team.id;
    const write = d.request
      ? this.born(teamId, d.request, d.queueSequence, d.enqueuedAt)
      : this.known(outcome, d.chatId);
    if (d.previousAgentId !== undefined) this.release(write, d.assignedAt, { cause: d.cause, actor: d.actor });
    const assignment = assignmentOf(teamId, d);
    const { id } = assignment;
    this.assignments.push(assignment);
    this.active.set(d.chatId, assignment);
    this.assignmentOf.set(d, id);
    write.state = 'in_progress';
    write.agentId = d.agent.id;
    write.assignmentId = id;
    write.assignedAt = d.assignedAt;
    write.givenUpBy = undefined;
  }

  requeued(outcome: TeamOutcome, d: ChatRequeued): void {
    const write = this.known(outcome, d.chatId);
    this.release(write, d.requeuedAt, { cause: d.cause, actor: d.actor });
    write.state = 'waiting';
    write.agentId = undefined;
    write.assignmentId = undefined;
    write.assignedAt = undefined;
    write.givenUpBy = d.previousAgentId;
  }

  taken(outcome: TeamOutcome, d: MessageTaken): void {
    this.known(outcome, d.chatId).agentId = d.agentId;
  }

  closed(outcome: TeamOutcome, d: MessageClosed): void {
    const write = this.known(outcome, d.chatId);
    write.closedBy = d.agentId;
    write.closedAt = d.closedAt;
    write.erased = true;
  }

  ended(outcome: TeamOutcome, d: ChatEnded): void {
    const write = d.request
      ? this.born(outcome.load.team.id, d.request, d.sequence, d.endedAt)
      : this.known(outcome, d.chatId);
    write.state = d.outcome;
    write.endedAt = d.endedAt;
    write.endReason = d.reason;
    write.endActor = JSON.stringify(d.actor);
    write.leftWhy = d.why;
    if (d.outcome !== 'left_message') {
      write.content = undefined; // no text of a customer is kept after the end
      write.erased = true;
    }
    this.release(write, d.endedAt);
  }

  /** The ownership that is active ends: one of this transaction, or the one of the row. */
  private release(write: ChatWrite, at: string, why?: object): void {
    const release = why && JSON.stringify(why);
    const assignment = this.active.get(write.id);
    if (assignment) {
      assignment.releasedAt = at;
      assignment.release = release;
      this.active.delete(write.id);
    } else if (write.from === 'in_progress' && write.releasedAt === undefined) {
      write.releasedAt = at;
      write.release = release;
    }
  }

  private born(teamId: string, request: RequestChat, queueSequence: number, enqueuedAt: string): ChatWrite {
    const data = this.requests?.get(request);
    if (!data) throw new Error(`the content of request ${request.chatId} is missing`);
    const write: ChatWrite = {
      id: request.chatId,
      teamId,
      isNew: true,
      from: undefined,
      state: 'waiting',
      requestHash: request.requestHash,
      queueSequence,
      enqueuedAt,
      requestedAt: data.requestedAt,
      channelId: data.channelId,
      content: JSON.stringify({ customer: data.customer, firstMessage: data.firstMessage }),
    };
    this.chats.set(write.id, write);
    return write;
  }

  private readChats(load: TeamLoad): Map<string, Chat> {
    let chats = this.read.get(load);
    if (!chats) this.read.set(load, (chats = new Map([...load.chats, ...load.waiting].map((chat) => [chat.id, chat]))));
    return chats;
  }

  private known({ load }: TeamOutcome, chatId: string): ChatWrite {
    const already = this.chats.get(chatId);
    if (already) return already;
    const chat = this.readChats(load).get(chatId);
    if (!chat) throw new Error(`chat ${chatId} was decided on without having been read`);
    const write: ChatWrite = { ...chat, isNew: false, from: chat.state };
    this.chats.set(write.id, write);
    return write;
  }
}

function assignmentOf(teamId: string, d: ChatAssigned): AssignmentWrite {
  const { method, cause, strategy, reason, considered, settingsVersion, actor } = d;
  const decision = { method, cause, strategy, reason, considered, settingsVersion, actor, agentName: d.agent.name };
  return {
    id: uuidv7(),
    chatId: d.chatId,
    teamId,
    sequence: d.sequence,
    agentId: d.agent.id,
    assignedAt: d.assignedAt,
    decision: JSON.stringify(decision),
  };
}
