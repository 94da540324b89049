import { FeedStream, type StreamWriter } from '@switchboard/runtime';
import type { AgentConnection } from '../presence/connection';
import type { FeedHistoryRepository, TeamFeedItem } from './feed-history.repository';
import type { TeamFeeds } from './team-feeds';

/** Who reads, with which right. */
export interface StreamAccount {
  readonly accountId: string;
  readonly teamId: string;
  /** Milliseconds since 1970: the end of the token and so of the stream. */
  readonly expiresAt: number;
}

/** One open stream of an agent or manager. */
export class AgentStream extends FeedStream<TeamFeedItem> {
  /** Set while the stream makes its agent connected. */
  connection: AgentConnection | undefined;

  constructor(
    readonly account: StreamAccount,
    writer: StreamWriter,
    feeds: TeamFeeds,
    history: FeedHistoryRepository,
  ) {
    super({ feedId: account.teamId, expiresAt: account.expiresAt }, writer, feeds, history);
  }

  protected override isFor({ audience }: TeamFeedItem): boolean {
    return audience === null || audience === this.account.accountId;
  }
}
