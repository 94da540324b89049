import { type TopicName, topics } from '@switchboard/contracts';
import type { PublishedRecord } from './evidence';

/** The fields of data, of whatever topic, that the checker looks at. */
export interface NoticeData {
  readonly id?: string;
  readonly chatId?: string;
  readonly teamId?: string;
  readonly agentId?: string;
  readonly messageId?: string;
  readonly seq?: number;
  readonly version?: number;
  readonly connected?: boolean;
}

/** An event of a topic that tells no step of a chat's way to its agent: what was said, who is there, how a team is set up. */
export interface Notice {
  readonly topic: TopicName;
  readonly id: string;
  /** Undefined for a beat, which belongs to no team. */
  readonly teamId: string | undefined;
  /** The extension `teamid`, which upstream systems may leave out. */
  readonly extensionTeamId: string | undefined;
  /** Whom it is about, where the topic's key says that. */
  readonly agentId: string | undefined;
  /** When it happened, by the clock of who published it (RFC 3339). */
  readonly time: string;
  /** Rises with each event of a key; undefined where the topic has no such number. */
  readonly number: number | undefined;
  readonly data: NoticeData;
  readonly record: PublishedRecord;
}

/** An event as it was published, as far as the checker looks at it. */
export interface Document<Data> {
  readonly source?: string;
  readonly id?: string;
  readonly teamid?: string;
  readonly teamseq?: number;
  readonly time?: string;
  readonly data?: Data;
}

/** Undefined for what is no event: an upstream may have published whatever it likes, and what of ours is missing counts as lost. */
export function noticeOf(
  topic: TopicName,
  document: Document<NoticeData> | undefined,
  record: PublishedRecord,
): Notice | undefined {
  const { data, source, id, time = '', teamid: extensionTeamId } = document ?? {};
  if (!data || id === undefined) return undefined;
  const { keyedBy, key } = topics[topic];
  const keyed = (data as Record<string, string | undefined>)[key];
  return {
    ...{ topic, id: `${source} ${id}`, time, extensionTeamId, data, record },
    teamId: keyedBy === 'team' ? keyed : data.teamId,
    agentId: keyedBy === 'agent' ? keyed : data.agentId,
    number: numberOf(topic, document ?? {}),
  };
}

function numberOf(topic: TopicName, { teamseq, data }: Document<NoticeData>): number | undefined {
  switch (topic) {
    case 'message.left':
    case 'message.closed':
      return teamseq;
    case 'chat.message':
      return data?.seq;
    default:
      return data?.version;
  }
}
