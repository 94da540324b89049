import { Logger } from '@nestjs/common';
import { Client, type Notification } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionOptions } from './data-source';
import type { ServiceDatabase } from './service-database';

export type NotifyCallback = (payload: string) => void;

const firstRetryMs = 100;
const longestRetryMs = 5_000;
const heartbeatMs = 20_000;

/**
 * One LISTEN connection of a service, opened with the first `listen`. It reconnects by itself and then calls every
 * callback once with an empty payload, because what was notified in between is lost: a callback means "look again".
 */
export class PostgresListener {
  private readonly logger = new Logger(PostgresListener.name);
  private readonly channels = new Map<string, Set<NotifyCallback>>();
  private connection: Promise<Client> | undefined;
  private readonly closing = new AbortController();

  constructor(private readonly database: Pick<ServiceDatabase, 'service' | 'url'>) {}

  /**
   * Calls `onNotify` for each NOTIFY on `channel` (names are shared by the whole database, so begin them with the
   * service). Resolves once PostgreSQL has confirmed; returns the function that ends it. Callbacks must not throw.
   */
  async listen(channel: string, onNotify: NotifyCallback): Promise<() => Promise<void>> {
    const callbacks = this.channels.get(channel) ?? new Set();
    callbacks.add(onNotify);
    this.channels.set(channel, callbacks);
    await this.execute(`LISTEN ${quoted(channel)}`);
    return async () => {
      callbacks.delete(onNotify);
      if (callbacks.size > 0 || this.channels.get(channel) !== callbacks) return;
      this.channels.delete(channel);
      if (!this.closing.signal.aborted) await this.execute(`UNLISTEN ${quoted(channel)}`);
    };
  }

  /** Ends the connection; nothing is called afterwards. */
  async close(): Promise<void> {
    this.closing.abort();
    const connection = this.connection;
    this.connection = undefined;
    this.channels.clear();
    await connection?.then((client) => client.end()).catch(() => undefined);
  }

  private async execute(statement: string): Promise<void> {
    this.connection ??= this.connect();
    const client = await this.connection;
    // When the connection breaks here, the reconnection listens to every registered channel anyway.
    await client.query(statement).catch((error: Error) => this.logger.warn(`${statement} failed: ${error.message}`));
  }

  private async connect(): Promise<Client> {
    for (let wait = firstRetryMs; ; wait = Math.min(wait * 2, longestRetryMs)) {
      try {
        return await this.open();
      } catch (error) {
        if (this.closing.signal.aborted) throw error;
        this.logger.warn(`LISTEN connection of ${this.database.service} failed: ${(error as Error).message}`);
        await sleep(wait, undefined, { signal: this.closing.signal });
      }
    }
  }

  private async open(): Promise<Client> {
    const client = new Client({
      connectionString: this.database.url,
      application_name: `switchboard-${this.database.service}-listener`,
      keepAlive: true,
      // Several begin to listen at once.
      pipeline: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      options: sessionOptions({ search_path: this.database.service }),
    });
    client.on('notification', (notification) => this.dispatch(notification));
    client.on('error', (error) => this.logger.warn(`LISTEN connection of ${this.database.service}: ${error.message}`));
    await client.connect();
    for (const channel of this.channels.keys()) await client.query(`LISTEN ${quoted(channel)}`);
    this.watch(client);
    return client;
  }

  /** A connection that went silent (a firewall forgot it) is found by asking; a lost one is opened again. */
  private watch(client: Client): void {
    const heartbeat = setInterval(() => {
      client.query('SELECT 1').catch(() => client.end().catch(() => undefined));
    }, heartbeatMs).unref();
    client.once('end', () => {
      clearInterval(heartbeat);
      if (this.closing.signal.aborted) return;
      this.connection = this.connect();
      this.connection.then(() => this.wakeAll()).catch(() => undefined);
    });
  }

  private dispatch(notification: Notification): void {
    for (const callback of this.channels.get(notification.channel) ?? []) callback(notification.payload ?? '');
  }

  private wakeAll(): void {
    for (const callbacks of this.channels.values()) for (const callback of callbacks) callback('');
  }
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
