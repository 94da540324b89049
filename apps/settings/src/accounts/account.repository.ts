import { Injectable } from '@nestjs/common';
import { sqlState } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import type { Account, Member } from './account';

const COLUMNS = 'id, team_id AS "teamId", email, name, roles, capacity, active, version, removed';
const UNIQUE_VIOLATION = '23505';

/** Rows of `account`. Queries about a team's members name the team, so that no id of another team is ever found. */
@Injectable()
export class AccountRepository {
  /** Throws Problem AGENT.EMAIL_TAKEN, and the transaction is lost then. */
  async insert(tx: EntityManager, account: Account, passwordHash: string): Promise<void> {
    const { id, teamId, version, email, name, roles, capacity, active } = account;
    try {
      await tx.query(
        `INSERT INTO account (id, team_id, version, email, password_hash, name, roles, capacity, active)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, teamId, version, email, passwordHash, name, roles, capacity, active],
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

  async savePassword(tx: EntityManager, id: string, passwordHash: string): Promise<void> {
    await tx.query('UPDATE account SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
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

  async hasOtherActiveManager(tx: EntityManager, { teamId, id }: Member): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT FROM account WHERE team_id = $1 AND id <> $2 AND active AND NOT removed AND 'manager' = ANY(roles) LIMIT 1`,
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
  pageForShare(tx: EntityManager, after: string | undefined, limit: number): Promise<Member[]> {
    return tx.query<Member[]>(
      `SELECT ${COLUMNS} FROM account WHERE team_id IS NOT NULL AND ($1::uuid IS NULL OR id > $1)
       ORDER BY id LIMIT $2 FOR SHARE`,
      [after ?? null, limit],
    );
  }
}
