import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SignInLink } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

/** Whom a link is for, with what has to be known before it is used. */
export interface LinkOwner {
  accountId: string;
  team: string;
  name: string;
  email: string;
  active: boolean;
}

/**
 * Whether the link `l` can be used. It ends with the authority of its maker: who is no manager any more could otherwise
 * become one again by a link that was kept.
 */
export const IS_OPEN = `l.expires_at > now() AND EXISTS (
  SELECT FROM account AS maker
  WHERE maker.id = l.made_by AND maker.active AND NOT maker.removed AND 'manager' = ANY(maker.roles))`;

/** Rows of `sign_in_link`: of each link only the hash. With 256 random bits a slow one would add nothing. */
@Injectable()
export class SignInLinkRepository {
  /**
   * A new link for the account; the one before leads nowhere from now on. The answer is the only place of the token.
   * An invitation may lie for a week; who has a password already waits for the link, and a day is enough.
   */
  async renew(tx: EntityManager, accountId: string, madeBy: string): Promise<SignInLink> {
    const token = randomBytes(32).toString('base64url');
    const [row] = await tx.query<{ expiresAt: Date }[]>(
      `INSERT INTO sign_in_link (account_id, sha256, made_by, expires_at)
       SELECT id, $2, $3, now() + CASE WHEN password_version = 0 THEN interval '7 days' ELSE interval '24 hours' END
       FROM account WHERE id = $1
       ON CONFLICT (account_id) DO UPDATE
       SET sha256 = excluded.sha256, made_by = excluded.made_by, expires_at = excluded.expires_at
       RETURNING expires_at AS "expiresAt"`,
      [accountId, sha256(token), madeBy],
    );
    if (!row) throw new Error('The link was not written');
    return { token, expiresAt: row.expiresAt.toISOString() };
  }

  /** The account's link leads nowhere from now on. */
  async revoke(tx: EntityManager, accountId: string): Promise<void> {
    await tx.query('DELETE FROM sign_in_link WHERE account_id = $1', [accountId]);
  }

  /** Whom the link is for; undefined when it was used, replaced or revoked, has expired or never was. */
  async find(tx: EntityManager, token: string): Promise<LinkOwner | undefined> {
    const [owner] = await tx.query<LinkOwner[]>(
      `SELECT a.id AS "accountId", t.name AS team, a.name, a.email, a.active
       FROM sign_in_link AS l JOIN account AS a ON a.id = l.account_id JOIN team AS t ON t.id = a.team_id
       WHERE l.sha256 = $1 AND ${IS_OPEN} AND NOT a.removed`,
      [sha256(token)],
    );
    return owner;
  }

  /** Uses the link up. Of two who use it at once one is answered true. */
  async take(tx: EntityManager, token: string): Promise<boolean> {
    const taken = await tx.query<unknown[]>(
      `WITH taken AS (DELETE FROM sign_in_link AS l WHERE l.sha256 = $1 AND ${IS_OPEN} RETURNING l.account_id)
       SELECT FROM taken`,
      [sha256(token)],
    );
    return taken.length > 0;
  }
}

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');
