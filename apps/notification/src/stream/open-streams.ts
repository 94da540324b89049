import { Injectable } from '@nestjs/common';
import { uuidv7 } from '@switchboard/contracts';
import {
  type AccountPrincipal,
  Groups,
  metrics,
  Problem,
  startOf,
  type StreamReply,
  StreamWriter,
  unavailable,
} from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../configuration/account.repository';
import { NotificationOptions } from '../notification.options';
import type { AgentConnection } from '../presence/connection';
import { PresenceService } from '../presence/presence.service';
import { AgentStream, type StreamAccount } from './agent-stream';
import { FeedHistoryRepository } from './feed-history.repository';
import { TeamFeeds } from './team-feeds';

const maxStreamsOfAccount = 20;
const openGauge = metrics.gauge({ name: 'notification_streams', help: 'Open streams of agents and managers' });
const cutCounter = metrics.counter({
  name: 'notification_streams_cut_total',
  help: 'Streams cut off because their reader did not take what was sent',
});

/** The streams of this instance, from admission to their end. */
@Injectable()
export class OpenStreams {
  private readonly streams = new Set<AgentStream>();
  /** By the account and by the team. */
  private readonly byId = new Groups<AgentStream>();
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
    private readonly presence: PresenceService,
    private readonly feeds: TeamFeeds,
    private readonly history: FeedHistoryRepository,
    private readonly options: NotificationOptions,
  ) {}

  /**
   * Answers with the stream; resolves once it has begun. By then the agent is connected.
   * @throws Problem AUTH.FORBIDDEN, AUTH.ACCOUNT_INACTIVE, REQUEST.TOO_MANY, SERVER.UNAVAILABLE
   */
  async open(principal: AccountPrincipal, lastEventId: string | undefined, reply: StreamReply): Promise<void> {
    const { accountId, teamId } = principal;
    if (teamId === null) throw new Problem('AUTH.FORBIDDEN');
    // Added before the account is looked at: a deactivation from here on finds the stream.
    const stream = this.add({ accountId, teamId, expiresAt: principal.expiresAt * 1000 }, reply);
    try {
      const connection = await this.admit(principal, teamId);
      if (connection) await this.connect(stream, connection);
      const position = await this.history.position(teamId);
      if (this.stopping) throw unavailable();
      stream.begin(startOf(lastEventId, position), this.options.timings.heartbeatMs);
    } catch (error) {
      this.remove(stream);
      throw error;
    }
  }

  /** The streams of this account or team; all when `id` is empty. */
  of(id: string): readonly AgentStream[] {
    return id === '' ? [...this.streams] : this.byId.of(id);
  }

  /** At shutdown: the agents are disconnected, if they have no other stream, and then the streams end. */
  async stop(): Promise<void> {
    this.stopping = true;
    try {
      await this.presence.leave();
    } finally {
      for (const stream of this.streams) stream.writer.end('the service is shutting down');
    }
  }

  private add(account: StreamAccount, reply: StreamReply): AgentStream {
    if (this.stopping) throw unavailable();
    const own = this.of(account.accountId).length;
    if (own >= maxStreamsOfAccount) throw new Problem('REQUEST.TOO_MANY', { detail: `${own} streams are open.` });
    const writer = new StreamWriter(reply, this.options.timings.stalledMs, () => cutCounter.inc());
    const stream = new AgentStream(account, writer, this.feeds, this.history);
    this.streams.add(stream);
    for (const id of idsOf(account)) this.byId.add(id, stream);
    openGauge.inc();
    void writer.whenClosed().then(() => this.remove(stream));
    return stream;
  }

  private remove(stream: AgentStream): void {
    for (const id of idsOf(stream.account)) this.byId.remove(id, stream);
    if (this.streams.delete(stream)) openGauge.dec();
  }

  /** The connection to register; undefined for accounts that only watch. Configuration may be newer than the token. */
  private async admit(principal: AccountPrincipal, teamId: string): Promise<AgentConnection | undefined> {
    const { accountId, roles } = principal;
    const known = (await this.accounts.find(this.dataSource, [accountId])).get(accountId);
    if (known && !known.active) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    if (known && known.teamId !== teamId) throw new Problem('AUTH.FORBIDDEN');
    const current = known ? roles.filter((role) => known.roles.includes(role)) : roles;
    if (current.length === 0) throw new Problem('AUTH.FORBIDDEN');
    return current.includes('agent') ? { id: uuidv7(), agentId: accountId, teamId } : undefined;
  }

  private async connect(stream: AgentStream, connection: AgentConnection): Promise<void> {
    await this.presence.opened(connection);
    stream.connection = connection;
    void stream.writer.whenClosed().then(() => this.presence.closed(connection));
  }
}

const idsOf = ({ accountId, teamId }: StreamAccount): string[] => [accountId, teamId];
