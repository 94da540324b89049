import type { DatabaseState, Evidence, LedgerEntry } from './evidence';
import type { Findings } from './findings';
import type { History, LifeEvent } from './history';

/** Whatever was accepted must have been announced, and whatever is in one place must be in the others. */
export function checkLost({ ledger, database }: Evidence, history: History, findings: Findings): void {
  const told = new Told(history);
  for (const entry of ledger) {
    const missing = missingOf(entry, told);
    if (missing !== undefined) findings.add('lost', missing);
  }
  unannounced(database, told, findings);
  unheard(database, told, findings);
  for (const { service, waiting, setAside } of database.outboxes) {
    if (waiting + setAside > 0) findings.add('lost', `${service} still holds ${waiting} events, ${setAside} refused`);
  }
}

/** What the events have said. */
class Told {
  readonly last = new Map<string, LifeEvent>();
  readonly ended = new Map<string, LifeEvent>();
  readonly assignments = new Set<string>();
  readonly owners = new Set<string>();
  readonly closers: ReadonlySet<string>;
  readonly messages: ReadonlySet<string | undefined>;

  constructor(readonly history: History) {
    const closed = history.notices.filter(({ topic }) => topic === 'message.closed');
    this.closers = new Set(closed.map(({ data }) => `${data.chatId} ${data.agentId}`));
    this.messages = new Set(history.notices.map(({ data }) => data.messageId));
    for (const event of history.events) {
      const { topic, chatId, seq, data } = event;
      if (seq >= (this.last.get(chatId)?.seq ?? 0)) this.last.set(chatId, event);
      if (topic === 'chat.ended') this.ended.set(chatId, event);
      if (topic === 'chat.assigned') {
        this.assignments.add(data.assignmentId ?? '');
        this.owners.add(`${chatId} ${data.agent?.id}`);
      }
    }
  }
}

function missingOf(entry: LedgerEntry, told: Told): string | undefined {
  if (entry.kind === 'census') return undefined;
  const { chatId } = entry;
  if (told.history.deadLettered.has(chatId)) return undefined;
  if (!told.last.has(chatId)) return `${entry.kind} of chat ${chatId} was accepted, and nothing was heard of it`;
  switch (entry.kind) {
    case 'request':
      return undefined;
    case 'cancel':
    case 'end':
      return told.ended.has(chatId) ? undefined : `${entry.kind} of chat ${chatId} was accepted, and it goes on`;
    case 'claim':
      return told.owners.has(`${chatId} ${entry.agentId}`)
        ? undefined
        : `the claim of chat ${chatId} by ${entry.agentId} was accepted, and it was never announced`;
    case 'close':
      return told.closers.has(`${chatId} ${entry.agentId}`)
        ? undefined
        : `the closing of left message ${chatId} by ${entry.agentId} was accepted, and it was never announced`;
    case 'message':
      return told.messages.has(entry.messageId)
        ? undefined
        : `message ${entry.messageId} of chat ${chatId} was accepted, and it was never announced`;
  }
}

/** Rows without their event, and events without their row. */
function unannounced({ chats, assignments }: DatabaseState, told: Told, findings: Findings): void {
  const rows = new Set(chats.map(({ id }) => id));
  for (const chatId of told.last.keys()) {
    if (!rows.has(chatId)) findings.add('lost', `chat ${chatId} was announced, and has no row`);
  }
  for (const { id, state } of chats) {
    const last = told.last.get(id);
    const expected = state === 'in_progress' ? 'owned' : state === 'waiting' ? 'waiting' : 'over';
    if (stateAfter(last) !== expected) {
      findings.add('lost', `chat ${id} is ${state}, its last event is ${last?.topic ?? 'none'}`);
    }
  }
  for (const { id, chatId } of assignments) {
    if (!told.assignments.has(id)) findings.add('lost', `assignment ${id} of chat ${chatId} was never announced`);
  }
}

function stateAfter(event: LifeEvent | undefined): 'waiting' | 'owned' | 'over' | undefined {
  switch (event?.topic) {
    case 'chat.queued':
    case 'chat.requeued':
      return 'waiting';
    case 'chat.assigned':
      return 'owned';
    case 'chat.ended':
      return 'over';
    case undefined:
      return undefined;
  }
}

/** The services that follow must have come as far: intake tells customers, notification tells agents. */
function unheard({ chats, intakeChats, fed }: DatabaseState, told: Told, findings: Findings): void {
  if (intakeChats) {
    const known = new Map(intakeChats.map(({ id, state }) => [id, state]));
    for (const { id, state } of chats) {
      const seen = known.get(id) ?? 'unknown';
      if (seen !== state) findings.add('lost', `chat ${id} is ${state}, to intake it is ${seen}`);
    }
  }
  if (fed) {
    // An overtaken event may be left out of the feed, the last word may not.
    const events = new Set(fed.map(({ event }) => event));
    for (const [chatId, last] of told.last) {
      if (!events.has(last.id)) findings.add('lost', `the agents never heard ${last.topic} of chat ${chatId}`);
    }
  }
}
