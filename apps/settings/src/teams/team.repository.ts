import { Injectable } from '@nestjs/common';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import type { Team } from './team';

const COLUMNS = `id, version, name, time_zone AS "timeZone", locale, method, strategy,
  default_capacity AS "defaultCapacity", grace_seconds AS "graceSeconds", after_grace AS "afterGrace",
  inactivity_seconds AS "inactivitySeconds", hours, holidays, left_message AS "leftMessage", removed`;

const values = (team: Team): unknown[] => [
  team.id,
  team.version,
  team.name,
  team.timeZone,
  team.locale,
  team.method,
  team.strategy,
  team.defaultCapacity,
  team.graceSeconds,
  team.afterGrace,
  team.inactivitySeconds,
  JSON.stringify(team.hours),
  JSON.stringify(team.holidays),
  JSON.stringify(team.leftMessage),
  team.removed,
];

/** Rows of `team`. Every change of a team, its agents or channels locks the team's row first. */
@Injectable()
export class TeamRepository {
  async insert(tx: EntityManager, team: Team): Promise<void> {
    await tx.query(
      `INSERT INTO team (id, version, name, time_zone, locale, method, strategy, default_capacity, grace_seconds,
         after_grace, inactivity_seconds, hours, holidays, left_message, removed)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      values(team),
    );
  }

  /** Writes the whole row. */
  async save(tx: EntityManager, team: Team): Promise<void> {
    await tx.query(
      `UPDATE team SET (version, name, time_zone, locale, method, strategy, default_capacity, grace_seconds,
         after_grace, inactivity_seconds, hours, holidays, left_message, removed, changed_at)
       = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now()) WHERE id = $1`,
      values(team),
    );
  }

  /** Throws Problem TEAM.NOT_FOUND. */
  async get(tx: EntityManager, id: string): Promise<Team> {
    return only(await tx.query<Team[]>(`SELECT ${COLUMNS} FROM team WHERE id = $1 AND NOT removed`, [id]));
  }

  /** The team, locked until the end of the transaction. Throws Problem TEAM.NOT_FOUND. */
  async lock(tx: EntityManager, id: string): Promise<Team> {
    return only(await tx.query<Team[]>(`SELECT ${COLUMNS} FROM team WHERE id = $1 AND NOT removed FOR UPDATE`, [id]));
  }

  /** Teams in the order of their ids, after `after`. */
  page(tx: EntityManager, after: string | undefined, limit: number): Promise<Team[]> {
    return tx.query<Team[]>(
      `SELECT ${COLUMNS} FROM team WHERE NOT removed AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
      [after ?? null, limit],
    );
  }

  /** As `page`, removed teams too, and locked against changes: who re-emits must not overtake a newer version. */
  pageForShare(tx: EntityManager, after: string, limit: number): Promise<Team[]> {
    return tx.query<Team[]>(`SELECT ${COLUMNS} FROM team WHERE id > $1 ORDER BY id LIMIT $2 FOR SHARE`, [after, limit]);
  }
}

function only(rows: Team[]): Team {
  const [team] = rows;
  if (!team) throw new Problem('TEAM.NOT_FOUND');
  return team;
}
