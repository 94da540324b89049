import type { TopicName, TopicsOf } from '@switchboard/contracts';
import type { Message } from '@switchboard/messaging';

export type FeedTopic = TopicsOf<'notification.feed'>;

/** What notification remembers of a chat: the highest `teamseq` it has seen and whose the chat is. */
export interface ChatState {
  readonly teamSeq: number;
  readonly ownerId: string | null;
  readonly endedAt: string | null;
}

/** An event as it stands in its team's feed. `audience` null: every agent of the team. */
export interface FeedEntry {
  readonly teamId: string;
  readonly topic: TopicName;
  readonly audience: string | null;
  readonly event: string;
}

/** Key of a chat in the maps here. */
export const chatKey = (teamId: string, chatId: string): string => `${teamId}/${chatId}`;

/** The key of the chat that an event is about; undefined for those that are about no chat. */
export function chatKeyOf(message: Message<FeedTopic>): string | undefined {
  const { data } = message.event;
  return 'chatId' in data ? chatKey(data.teamId, data.chatId) : undefined;
}

/** The state of the chat after the event; the same object when the event changes nothing. */
function nextState(message: Message<FeedTopic>, before: ChatState | undefined): ChatState | undefined {
  const teamSeq = Math.max(message.event.teamseq ?? 0, before?.teamSeq ?? 0);
  const unowned = { teamSeq, ownerId: null, endedAt: null };
  switch (message.topic) {
    case 'chat.assigned':
      return { teamSeq, ownerId: message.event.data.agent.id, endedAt: null };
    case 'chat.queued':
    case 'chat.requeued':
      return unowned;
    case 'chat.ended':
      // The last words of a chat may come after its end: its owner still hears them.
      return { teamSeq, ownerId: before?.ownerId ?? null, endedAt: message.event.data.endedAt };
    case 'message.left':
    case 'message.closed':
    case 'chat.message':
    case 'agent.availability':
      return before;
    default:
      return message satisfies never;
  }
}

/**
 * Whether the chat has gone on since: nothing relies on order between topics, so a consumer keeps the highest `teamseq`
 * per chat and ignores lower ones for that chat only (contracts.md). Events without one are always news.
 */
function isOvertaken(message: Message<FeedTopic>, state: ChatState | undefined): boolean {
  const { teamseq } = message.event;
  return teamseq !== undefined && state !== undefined && teamseq < state.teamSeq;
}

/**
 * Turns events, in their order, into feed entries. The waiting list is everybody's; what is said in a chat is its
 * owner's alone. While a chat has no owner its messages enter no feed: who gets the chat reads the transcript then.
 *
 * Topics have no order among themselves, so a message may come before the `chat.assigned` of the agent whom it is for, and
 * then it is in nobody's feed, or in the former owner's. Still nothing is missed: it was in intake's transcript before that
 * `chat.assigned` entered this feed, and reading the transcript is what the new owner does on hearing of it.
 * @param chats states known before, by `chatKey`; holds those after the events when the function returns
 * @returns the entries, and the keys of the chats whose state changed
 */
export function toFeedEntries(
  messages: readonly Message<FeedTopic>[],
  chats: Map<string, ChatState>,
): { entries: FeedEntry[]; changed: Set<string> } {
  const entries: FeedEntry[] = [];
  const changed = new Set<string>();
  for (const message of messages) {
    const key = chatKeyOf(message);
    const before = key === undefined ? undefined : chats.get(key);
    if (isOvertaken(message, before)) continue;
    const after = nextState(message, before);
    if (key !== undefined && after !== undefined && after !== before) {
      chats.set(key, after);
      changed.add(key);
    }
    const audience = message.topic === 'chat.message' ? (after?.ownerId ?? undefined) : null;
    if (audience === undefined) continue;
    const { topic, event } = message;
    entries.push({ teamId: event.data.teamId, topic, audience, event: JSON.stringify(event) });
  }
  return { entries, changed };
}
