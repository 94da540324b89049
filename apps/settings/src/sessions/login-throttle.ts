import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { LOGIN_LIMITS, type LoginLimits } from '../settings.options';

const COUNT = `
  INSERT INTO login_attempt AS a (subject, attempts, window_ends)
  VALUES ($1, 1, now() + make_interval(secs => $2))
  ON CONFLICT (subject) DO UPDATE SET
    attempts = CASE WHEN a.window_ends <= now() THEN 1 ELSE a.attempts + 1 END,
    window_ends = CASE WHEN a.window_ends <= now() THEN excluded.window_ends ELSE a.window_ends END
  RETURNING attempts, ceil(extract(epoch FROM window_ends - now()))::integer AS "secondsLeft"`;

interface Counted {
  attempts: number;
  secondsLeft: number;
}

export interface Attempt {
  /** Absent where no account is named: a guess at a sign-in link counts for the address alone. */
  email?: string;
  address: string;
}

/**
 * Limits failed log-ins of one account and of one address within a window. It is kept in the database, so that it holds for
 * all instances together and over restarts. An attempt is counted before the password is looked at: a hundred guesses at the
 * same moment are a hundred. The account's name is kept as a hash, whether it exists or not.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGIN_LIMITS) private readonly limits: LoginLimits,
  ) {}

  /** Throws Problem AUTH.THROTTLED (429) with the seconds to wait in Retry-After. */
  async begin(attempt: Attempt): Promise<void> {
    // The address first: who is stopped by it does not use up the account's attempts.
    await this.count(addressSubject(attempt.address), this.limits.perAddress);
    if (attempt.email !== undefined) await this.count(accountSubject(attempt.email), this.limits.perAccount);
  }

  /** Forgets the attempts of the account; of the address only this one, which was no failure. */
  async succeeded({ email, address }: Attempt): Promise<void> {
    if (email !== undefined) await this.forget(email);
    await this.dataSource.query('UPDATE login_attempt SET attempts = greatest(attempts - 1, 0) WHERE subject = $1', [
      addressSubject(address),
    ]);
  }

  /** Forgets the attempts of the account. */
  async forget(email: string): Promise<void> {
    await this.dataSource.query('DELETE FROM login_attempt WHERE subject = $1', [accountSubject(email)]);
  }

  /** Deletes what no longer counts. */
  async prune(): Promise<void> {
    await this.dataSource.query('DELETE FROM login_attempt WHERE window_ends < now()');
  }

  private async count(subject: string, limit: number): Promise<void> {
    const [counted] = await this.dataSource.query<Counted[]>(COUNT, [subject, this.limits.windowSeconds]);
    if (!counted || counted.attempts <= limit) return;
    throw new Problem('AUTH.THROTTLED', { headers: { 'retry-after': String(Math.max(1, counted.secondsLeft)) } });
  }
}

const accountSubject = (email: string): string => `account:${createHash('sha256').update(email).digest('base64url')}`;
const addressSubject = (address: string): string => `address:${address}`;
