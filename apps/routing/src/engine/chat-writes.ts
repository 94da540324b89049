import { uuidv7 } from '@switchboard/contracts';
import type {
  Chat,
  ChatAssigned,
  ChatEnded,
  ChatQueued,
  ChatState,
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
  endedAt?: string;
  endReason?: string;
  endActor?: string;
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
    const id = uuidv7();
    const { method, cause, strategy, reason, settingsVersion, actor } = d;
    const decision = JSON.stringify({
      method,
      cause,
      strategy,
      reason,
      settingsVersion,
      actor,
      agentName: d.agent.name,
    });
    const assignment: AssignmentWrite = {
      id,
      chatId: d.chatId,
      teamId,
      sequence: d.sequence,
      agentId: d.agent.id,
      assignedAt: d.assignedAt,
      decision,
    };
    this.assignments.push(assignment);
    this.active.set(d.chatId, assignment);
    this.assignmentOf.set(d, id);
    write.state = 'in_progress';
    write.agentId = d.agent.id;
    write.assignmentId = id;
    write.assignedAt = d.assignedAt;
  }

  ended(outcome: TeamOutcome, d: ChatEnded): void {
    const write = d.request
      ? this.born(outcome.load.team.id, d.request, d.sequence, d.endedAt)
      : this.known(outcome, d.chatId);
    write.state = d.outcome;
    write.endedAt = d.endedAt;
    write.endReason = d.reason;
    write.endActor = JSON.stringify(d.actor);
    write.content = undefined; // no text of a customer is kept after the end
    const assignment = this.active.get(d.chatId);
    if (assignment) assignment.releasedAt = d.endedAt;
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
    const { id, teamId, state, requestHash, queueSequence, enqueuedAt } = chat;
    const write: ChatWrite = { id, teamId, isNew: false, from: state, state, requestHash, queueSequence, enqueuedAt };
    this.chats.set(id, write);
    return write;
  }
}
