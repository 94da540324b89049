import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import { NotificationOptions } from '../notification.options';
import type { AgentConnection } from './connection';
import { LeaseRepository } from './lease.repository';
import { PresenceRepository } from './presence.repository';

/**
 * Keeps the connection rows of this instance equal to its open streams. A write that fails leaves them unequal; the
 * next beat compares and puts that right, so a lost database never leaves an agent connected for good.
 */
@Injectable()
export class PresenceService {
  private readonly logger = new Logger(PresenceService.name);
  private readonly open = new Map<string, AgentConnection>();
  private unequal = false;
  private left = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly presence: PresenceRepository,
    private readonly leases: LeaseRepository,
    private readonly options: NotificationOptions,
  ) {}

  /** Makes the agent connected, if no other stream did; rejects when that could not be written. */
  async opened(connection: AgentConnection): Promise<void> {
    this.open.set(connection.id, connection);
    try {
      await this.transactions.runWithRetry(async (tx) => {
        await this.holdLease(tx);
        await this.presence.change(tx, { life: this.options.life, open: [connection] });
      });
    } catch (error) {
      // Whether it was committed is not known after a lost connection.
      this.open.delete(connection.id);
      this.unequal = true;
      throw error;
    }
  }

  /** Makes the agent disconnected, unless another stream of the agent is open anywhere. Never rejects. */
  async closed(connection: AgentConnection): Promise<void> {
    if (!this.open.delete(connection.id)) return;
    try {
      await this.transactions.runWithRetry((tx) =>
        this.presence.change(tx, { life: this.options.life, close: [connection] }),
      );
    } catch (error) {
      this.unequal = true;
      this.logger.warn(`A closed stream is not written yet: ${(error as Error).message}`);
    }
  }

  /** Renews the lease and tells routing; when the lease was lost, all open streams are registered again. */
  async beat(): Promise<void> {
    const registered = await this.transactions.runWithRetry(async (tx) => {
      const isNew = await this.leases.renew(tx);
      await this.leases.announceBeat(tx);
      return isNew;
    });
    if (!registered && !this.unequal) return;
    if (registered && this.open.size > 0) this.logger.warn('This instance was declared dead and registers again');
    this.unequal = false;
    await this.equalise().catch((error: unknown) => {
      this.unequal = true;
      throw error;
    });
  }

  private async equalise(): Promise<void> {
    const opened = await this.transactions.runWithRetry(async (tx) => {
      await this.holdLease(tx);
      const known = new Map((await this.presence.connectionsOf(tx, this.options.life)).map((c) => [c.id, c]));
      const open = [...this.open.values()].filter((connection) => !known.has(connection.id));
      const close = [...known.values()].filter((connection) => !this.open.has(connection.id));
      await this.presence.change(tx, { life: this.options.life, open, close });
      return open;
    });
    // One that was closed meanwhile may have been written after its end was.
    if (opened.some((connection) => !this.open.has(connection.id))) this.unequal = true;
  }

  /** Nobody declares this instance dead during the transaction. When that was done before, the next beat mends it. */
  private async holdLease(tx: EntityManager): Promise<void> {
    if (await this.leases.hold(tx)) return;
    if (this.left) throw new Error('This instance is shutting down.');
    await this.leases.renew(tx);
    this.unequal = true;
  }

  /** Declares instances dead whose lease has lapsed, one transaction each, and returns how many. */
  async buryDead(): Promise<number> {
    for (let count = 0; ; count += 1) if (!(await this.buryOne())) return count;
  }

  private async buryOne(): Promise<boolean> {
    const dead = await this.transactions.runWithRetry(async (tx) => {
      const lapsed = await this.leases.lockLapsed(tx);
      if (lapsed) await this.end(tx, lapsed.life);
      return lapsed;
    });
    if (dead) this.logger.warn(`Instance ${dead.name} has not renewed its lease: its agents are disconnected`);
    return dead !== undefined;
  }

  /** At shutdown, after the last beat: removes this instance and its connections at once; none can be opened after. */
  async leave(): Promise<void> {
    this.left = true;
    this.open.clear();
    await this.transactions.runWithRetry(async (tx) => {
      if (await this.leases.lockOwn(tx)) await this.end(tx, this.options.life);
    });
  }

  private async end(tx: EntityManager, life: string): Promise<void> {
    const close = await this.presence.connectionsOf(tx, life);
    await this.presence.change(tx, { life, close });
    await this.leases.remove(tx, life);
  }
}
