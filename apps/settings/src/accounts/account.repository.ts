import { Injectable } from '@nestjs/common';
import { sqlState } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import { IS_OPEN } from '../sign-in-links/sign-in-link.repository';
import type { Account, Member } from './account';

const COLUMNS = `id, team_id AS "teamId", email, name, roles, capacity, active,
  password_version AS "passwordVersion", version, removed,
  (SELECT l.expires_at FROM sign_in_link AS l WHERE l.account_id = account.id AND ${IS_OPEN}) AS "linkUntil"`;
const UNIQUE_VIOLATION = '23505';

/** Rows of `account`. Queries about a team's members name the team, so that no id of another team is ever found. */
@Injectable()
export class AccountRepository {
  /** Throws Problem AGENT.EMAIL_TAKEN, and the transaction is lost then. */
  async insert(tx: EntityManager, account: Account, passwordHash: string): Promise<void> {
    const { id, teamId, version, email, name, roles, capacity, active, passwordVersion } = account;
    try {
      await tx.query(
        `INSERT INTO account (id, team_id, version, email, password_hash, name, roles, capacity, active, password_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, teamId, version, email, passwordHash, name, roles, capacity, active, passwordVersion],
      );
    } catch (cause) {
      if (sqlState(cause) !== UNIQUE_VIOLATION) throw cause;
      throw new Problem('AGENT.EMAIL_TAKEN', { field: 'email', detail: 'is used by another account', cause });
    }
  }

  async save(tx: EntityManager, member: Member): Promise<void> {
    const { id, version, name, roles, capacity, active, removed } = member;
    await tx.query(
      `UPDATE account SET version = $2, name = $3, roles = $4, capacity = $5, active = $6, removed = $7, changed_at = now()
       WHERE id = $1`,
      [id, version, name, roles, capacity, active, removed],
    );
  }

  /**
   * Another password: the sessions that began with the one before end, and so does the account's sign-in link.
   * @returns false when the password has changed since `passwordVersion` was read; nothing is written then
   */
  async changePassword(
    tx: EntityManager,
    { id, passwordVersion }: Pick<Account, 'id' | 'passwordVersion'>,
    passwordHash: string,
  ): Promise<boolean> {
    // The link first, as who uses it does: two who change one password lock in the same order.
    await tx.query('DELETE FROM sign_in_link WHERE account_id = $1', [id]);
    const changed = await tx.query<unknown[]>(
      `WITH changed AS (
         UPDATE account SET password_hash = $3, password_version = password_version + 1
         WHERE id = $1 AND password_version = $2 RETURNING id
       ) SELECT FROM changed`,
      [id, passwordVersion, passwordHash],
    );
    return changed.length > 0;
  }

  /** Another hash of the same password, unless it has changed meanwhile. */
  async rehash(tx: EntityManager, id: string, { from, to }: { from: string; to: string }): Promise<void> {
    await tx.query('UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [id, from, to]);
  }

  /** Of any team or none; for who the caller is, not for what the caller asks about. */
  async find(tx: EntityManager, id: string): Promise<Account | undefined> {
    const rows = await tx.query<Account[]>(`SELECT ${COLUMNS} FROM account WHERE id = $1 AND NOT removed`, [id]);
    return rows[0];
  }

  /** The account that logs in with this address, and its password hash. */
  async findByEmail(tx: EntityManager, email: string): Promise<(Account & { passwordHash: string }) | undefined> {
    const rows = await tx.query<(Account & { passwordHash: string })[]>(
      `SELECT ${COLUMNS}, password_hash AS "passwordHash" FROM account WHERE email = $1 AND NOT removed`,
      [email],
    );
    return rows[0];
  }

  /** Throws Problem AGENT.NOT_FOUND. */
  async getMember(tx: EntityManager, teamId: string, id: string): Promise<Member> {
    const [member] = await tx.query<Member[]>(
      `SELECT ${COLUMNS} FROM account WHERE team_id = $1 AND id = $2 AND NOT removed`,
      [teamId, id],
    );
    if (!member) throw new Problem('AGENT.NOT_FOUND');
    return member;
  }

  /** One who can log in: who was only invited may never come. */
  async hasOtherActiveManager(tx: EntityManager, { teamId, id }: Member): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT FROM account WHERE team_id = $1 AND id <> $2 AND active AND NOT removed AND password_version > 0
         AND 'manager' = ANY(roles) LIMIT 1`,
      [teamId, id],
    );
    return rows.length > 0;
  }

  /** Members of a team in the order of their ids, after `after`. */
  page(tx: EntityManager, teamId: string, after: string | undefined, limit: number): Promise<Member[]> {
    return tx.query<Member[]>(
      `SELECT ${COLUMNS} FROM account WHERE team_id = $1 AND NOT removed AND ($2::uuid IS NULL OR id > $2)
       ORDER BY id LIMIT $3`,
      [teamId, after ?? null, limit],
    );
  }

  /** All members of a team, locked in the order of their ids, as `pageForShare` does. */
  lockTeam(tx: EntityManager, teamId: string): Promise<Member[]> {
    return tx.query<Member[]>(
      `SELECT ${COLUMNS} FROM account WHERE team_id = $1 AND NOT removed ORDER BY id FOR UPDATE`,
      [teamId],
    );
  }

  /** Members of every team, removed ones too, locked against changes. */
  pageForShare(tx: EntityManager, after: string, limit: number): Promise<Member[]> {
    return tx.query<Member[]>(
      `SELECT ${COLUMNS} FROM account WHERE team_id IS NOT NULL AND id > $1
       ORDER BY id LIMIT $2 FOR SHARE`,
      [after, limit],
    );
  }
}
