import { Injectable } from '@nestjs/common';
import { answered, plainArray } from '@switchboard/persistence';
import type { DeadlineChange, DeadlineKind } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { CLEAR_DEADLINES, LOCK_DEADLINES, SET_DEADLINES, WATCH_INACTIVITY, WATCH_THE_ABSENT } from './deadline-rows';
import type { TeamOutcome } from './work';

interface Row extends DeadlineChange {
  readonly teamId: string;
}

/** Deadlines are set and cleared in the transaction of what they follow from. */
@Injectable()
export class DeadlineRepository {
  async write(tx: EntityManager, outcomes: readonly TeamOutcome[]): Promise<void> {
    for (const outcome of outcomes) await this.followRules(tx, outcome);
    const changes: Row[] = outcomes.flatMap(({ load, decided }) =>
      decided.deadlines.map((change) => ({ ...change, teamId: load.team.id })),
    );
    if (changes.length === 0) return;
    const set = changes.filter(({ dueAt }) => dueAt !== undefined);
    const cleared = changes.filter(({ dueAt }) => dueAt === undefined);
    await answered([
      changes.length > 1 ? tx.query(LOCK_DEADLINES, keys(changes)) : undefined,
      set.length > 0 ? this.set(tx, set) : undefined,
      cleared.length > 0 ? tx.query(CLEAR_DEADLINES, keys(cleared)) : undefined,
    ]);
  }

  /** New ones are in nobody's way: only one subject's team adds them. */
  private async set(tx: EntityManager, rows: readonly Row[]): Promise<void> {
    const teams = plainArray(rows.map(({ teamId }) => teamId));
    await tx.query(SET_DEADLINES, [...keys(rows), teams, plainArray(rows.map(({ dueAt }) => dueAt))]);
  }

  /** The rules of the team are others: what they say of what is under way already. */
  private async followRules(tx: EntityManager, { load, decided }: TeamOutcome): Promise<void> {
    const { id, rules: before } = load.team;
    const { inactivitySeconds, afterGrace, graceSeconds } = decided.team.rules;
    if (inactivitySeconds !== before.inactivitySeconds) {
      await tx.query(WATCH_INACTIVITY, [id, inactivitySeconds ?? null]);
    }
    if (afterGrace !== 'keep' && before.afterGrace === 'keep') await tx.query(WATCH_THE_ABSENT, [id, graceSeconds]);
  }
}

const keys = (rows: readonly { kind: DeadlineKind; subjectId: string }[]): [string, string] => [
  plainArray(rows.map(({ kind }) => kind)),
  plainArray(rows.map(({ subjectId }) => subjectId)),
];
