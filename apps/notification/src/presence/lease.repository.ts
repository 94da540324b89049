import { Injectable } from '@nestjs/common';
import { createEvent } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import type { EntityManager } from 'typeorm';
import { NotificationOptions } from '../notification.options';

/** Leases of the instances. The clock is the database's, so that instances need not agree on the time. */
@Injectable()
export class LeaseRepository {
  constructor(
    private readonly outbox: Outbox,
    private readonly options: NotificationOptions,
  ) {}

  /** Registers this life or renews its lease. True when there was no lease: it is new or was declared dead. */
  async renew(tx: EntityManager): Promise<boolean> {
    const { life, instanceId, timings } = this.options;
    const rows = await tx.query<{ registered: boolean }[]>(
      `INSERT INTO instance (life, name, lease_until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       ON CONFLICT (life) DO UPDATE SET lease_until = excluded.lease_until
       RETURNING xmax = 0 AS registered`,
      [life, instanceId, timings.leaseMs],
    );
    return rows[0]?.registered === true;
  }

  /** Tells routing that connections are being watched. */
  async announceBeat(tx: EntityManager): Promise<void> {
    const instanceId = this.options.instanceId;
    const rows = await tx.query<{ at: Date }[]>('SELECT clock_timestamp() AS at');
    const at = (rows[0]?.at ?? new Date()).toISOString();
    const data = { instanceId, at };
    const event = { source: 'notification', subject: instanceId, key: instanceId, teamId: '', time: at, data } as const;
    await this.outbox.add(tx, [createEvent('presence.beat', event)]);
  }

  /** Holds this life's lease for the transaction: nobody can declare it dead meanwhile. False when it has none. */
  async hold(tx: EntityManager): Promise<boolean> {
    const rows = await tx.query<unknown[]>('SELECT 1 FROM instance WHERE life = $1 FOR KEY SHARE', [this.options.life]);
    return rows.length > 0;
  }

  /** Locks one life whose lease has lapsed and that nobody else is declaring dead; undefined when there is none. */
  async lockLapsed(tx: EntityManager): Promise<{ life: string; name: string } | undefined> {
    const rows = await tx.query<{ life: string; name: string }[]>(
      `SELECT life, name FROM instance WHERE lease_until < clock_timestamp() AND life <> $1
       ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [this.options.life],
    );
    return rows[0];
  }

  /** Locks this life's own row for its end, so that no stream can still be registered; false when it has none. */
  async lockOwn(tx: EntityManager): Promise<boolean> {
    const rows = await tx.query<unknown[]>('SELECT 1 FROM instance WHERE life = $1 FOR UPDATE', [this.options.life]);
    return rows.length > 0;
  }

  /** The life's connections must be gone. */
  async remove(tx: EntityManager, life: string): Promise<void> {
    await tx.query('DELETE FROM instance WHERE life = $1', [life]);
  }
}
