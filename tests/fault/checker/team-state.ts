/** What ranks an agent: chats in progress, and the team's number of its last assignment (0 = never). */
export interface AgentLoad {
  active: number;
  last: number;
}

/** A chat as the events so far tell it. */
export interface ChatLife {
  readonly state: 'waiting' | 'owned' | 'over';
  /** Place in the queue: the number under which it was accepted. */
  readonly place: number;
  readonly owner?: string;
  /** Who gave it up last. */
  readonly gaveUp?: string;
}

/** A team at one point of its history. */
export class TeamState {
  readonly chats = new Map<string, ChatLife>();
  readonly waiting = new Map<string, ChatLife>();
  readonly loads = new Map<string, AgentLoad>();

  load(agentId: string): AgentLoad {
    let load = this.loads.get(agentId);
    if (!load) this.loads.set(agentId, (load = { active: 0, last: 0 }));
    return load;
  }

  /** The chat goes on like this; whoever owned it does no longer. */
  change(chatId: string, next: ChatLife): void {
    const owner = this.chats.get(chatId)?.owner;
    if (owner !== undefined) this.load(owner).active--;
    if (next.owner !== undefined) this.load(next.owner).active++;
    if (next.state === 'waiting') this.waiting.set(chatId, next);
    else this.waiting.delete(chatId);
    this.chats.set(chatId, next);
  }
}
