import { isTopicName } from '@switchboard/contracts';
import type { PublishedRecord } from './evidence';
import { type Document, type Notice, noticeOf } from './notice';

/** Topics that together tell the life of every chat. All their events carry the number that they took of the team. */
export const lifeTopics = ['chat.queued', 'chat.assigned', 'chat.requeued', 'chat.ended'] as const;
export type LifeTopic = (typeof lifeTopics)[number];

/** The fields of the four topics' data that the checker looks at. */
export interface LifeData {
  readonly chatId: string;
  readonly teamId: string;
  readonly queueSeq?: number;
  readonly assignmentId?: string;
  readonly agent?: { readonly id: string };
  readonly previousAgentId?: string;
  readonly agentId?: string;
  readonly method?: string;
  readonly cause?: string;
  readonly strategy?: string;
  readonly assignedAt?: string;
  readonly requeuedAt?: string;
  readonly outcome?: string;
  readonly reason?: { readonly facts?: Record<string, unknown> };
}

export interface LifeEvent {
  readonly topic: LifeTopic;
  readonly id: string;
  /** Number in the team's sequence: the order in which things happened. */
  readonly seq: number;
  readonly teamId: string;
  /** The extension `teamid`, which must say the same as the data. */
  readonly extensionTeamId: string;
  readonly chatId: string;
  readonly data: LifeData;
  readonly record: PublishedRecord;
}

export interface History {
  /** Each event once, in the order in which a reader of its partition first sees it. */
  readonly events: readonly LifeEvent[];
  /** Those of all other topics, likewise. */
  readonly notices: readonly Notice[];
  /** Chats named by dead letters. */
  readonly deadLettered: ReadonlySet<string>;
  /** How many records told again what had been told. */
  readonly repeats: number;
}

/** Reads what was published. */
export function readHistory(records: readonly PublishedRecord[]): History {
  const seen = new Set<string>();
  const events: LifeEvent[] = [];
  const notices: Notice[] = [];
  const deadLettered = new Set<string>();
  let repeats = 0;
  for (const record of records) {
    if (record.topic.endsWith('.dead-letter')) {
      const chatId = parse(record.value)?.data?.chatId;
      if (chatId !== undefined) deadLettered.add(chatId.toLowerCase());
      continue;
    }
    const event = readRecord(record);
    if (!event) continue;
    const identity = `${event.topic} ${event.id}`;
    if (seen.has(identity)) repeats++;
    else if ('seq' in event) events.push(event);
    else notices.push(event);
    seen.add(identity);
  }
  return { events, notices, deadLettered, repeats };
}

/** Team by team in the order in which things happened there. */
export function byTeam(events: readonly LifeEvent[]): Map<string, LifeEvent[]> {
  const teams = new Map<string, LifeEvent[]>();
  for (const event of events) {
    const ofTeam = teams.get(event.teamId);
    if (ofTeam) ofTeam.push(event);
    else teams.set(event.teamId, [event]);
  }
  for (const ofTeam of teams.values()) ofTeam.sort((a, b) => a.seq - b.seq);
  return teams;
}

function readRecord(record: PublishedRecord): LifeEvent | Notice | undefined {
  const { topic } = record;
  if (isLifeTopic(topic)) return eventOf(topic, record);
  return isTopicName(topic) ? noticeOf(topic, parse(record.value), record) : undefined;
}

const isLifeTopic = (topic: string): topic is LifeTopic => (lifeTopics as readonly string[]).includes(topic);

function parse(text: string | undefined): Document<LifeData> | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Document<LifeData>);
  } catch {
    return undefined; // a dead letter holds whatever came
  }
}

/** @throws Error when a record of a life topic is no event of ours: nothing could be said of the run then. */
function eventOf(topic: LifeTopic, record: PublishedRecord): LifeEvent {
  const document = parse(record.value);
  const { data, id, source, teamid, teamseq } = document ?? {};
  if (!data || id === undefined || source === undefined || teamseq === undefined) {
    throw new Error(`${topic}-${record.partition}@${record.offset} is no event with a team's number`);
  }
  const { chatId, teamId } = data;
  return { topic, id: `${source} ${id}`, seq: teamseq, teamId, extensionTeamId: teamid ?? '', chatId, data, record };
}
